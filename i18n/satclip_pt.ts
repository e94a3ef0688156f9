<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt">
<context>
    <name>@default</name>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="18"/>
        <source>Encoder</source>
        <translation>Codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>Add embeddings to a layer</source>
        <translation>Adicionar embeddings a uma camada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>satclip,embedding,location,satellite,features,enrich,machine learning</source>
        <translation>satclip,embedding,localização,satélite,feições,atributos,enriquecer,aprendizado de máquina</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="63"/>
        <source>Layer</source>
        <translation>Camada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="73"/>
        <source>Number of principal components</source>
        <translation>Número de componentes principais</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="79"/>
        <source>Layer with embeddings</source>
        <translation>Camada com embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Features with an embedding</source>
        <translation>Feições com embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Number of fields added</source>
        <translation>Número de campos adicionados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="124"/>
        <source>The output could not be written: {reason}</source>
        <translation>Não foi possível gravar a saída: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>satclip,embedding,raster,map,pca,principal components,satellite,machine learning</source>
        <translation>satclip,embedding,raster,mapa,pca,componentes principais,satélite,aprendizado de máquina</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="79"/>
        <source>Extent</source>
        <translation>Extensão</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="51"/>
        <source>Pixel size</source>
        <translation>Tamanho do pixel</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="61"/>
        <source>Number of principal components (bands)</source>
        <translation>Número de componentes principais (bandas)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="67"/>
        <source>Embedding map</source>
        <translation>Mapa de embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Width in pixels</source>
        <translation>Largura em pixels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Height in pixels</source>
        <translation>Altura em pixels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>Set up the backend</source>
        <translation>Configurar o backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>satclip,install,torch,pytorch,python,environment</source>
        <translation>satclip,instalar,torch,pytorch,python,ambiente</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="71"/>
        <source>The extent (EXTENT) has no area: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</source>
        <translation>A extensão (EXTENT) não tem área: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="104"/>
        <source>Test</source>
        <translation>Testar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Status</source>
        <translation>Situação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="79"/>
        <source>Add embeddings to a layer…</source>
        <translation>Adicionar embeddings a uma camada…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="179"/>
        <source>Set up the backend…</source>
        <translation>Configurar o backend…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="52"/>
        <source>Options…</source>
        <translation>Opções…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Clusters</source>
        <translation>Agrupamentos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="93"/>
        <source>Legend</source>
        <translation>Legenda</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="388"/>
        <source>&amp;Help</source>
        <translation>A&amp;juda</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="131"/>
        <source>Similarity at the cursor: {value}</source>
        <translation>Similaridade no cursor: {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="72"/>
        <source>Add live embedding layer</source>
        <translation>Adicionar camada dinâmica de embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="73"/>
        <source>Similar places</source>
        <translation>Locais semelhantes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="335"/>
        <source>Similarity: {value}</source>
        <translation>Similaridade: {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="89"/>
        <source>Live embeddings ({encoder})</source>
        <translation>Embeddings dinâmicos ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="90"/>
        <source>Live similarity ({encoder})</source>
        <translation>Similaridade dinâmica ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="91"/>
        <source>Live clusters ({encoder})</source>
        <translation>Agrupamentos dinâmicos ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>satclip,embedding,raster,map,similarity,similar places,search,satellite</source>
        <translation>satclip,embedding,raster,mapa,similaridade,locais semelhantes,busca,satélite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="78"/>
        <source>Similarity map</source>
        <translation>Mapa de similaridade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>satclip,embedding,raster,map,cluster,k-means,classification,regions,satellite</source>
        <translation>satclip,embedding,raster,mapa,agrupamento,cluster,k-means,classificação,regiões,satélite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="62"/>
        <source>Number of clusters</source>
        <translation>Número de agrupamentos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="59"/>
        <source>Cluster map</source>
        <translation>Mapa de agrupamentos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="83"/>
        <source>correct</source>
        <translation>correta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="84"/>
        <source>incorrect</source>
        <translation>incorreta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="69"/>
        <source>Gradient boosting</source>
        <translation>Gradient boosting</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="72"/>
        <source>Neural network (MLP)</source>
        <translation>Rede neural (MLP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>Estimator</source>
        <translation>Estimador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Regression</source>
        <translation>Regressão</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Classification</source>
        <translation>Classificação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="166"/>
        <source>Number of folds</source>
        <translation>Número de partições</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="108"/>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="107"/>
        <source>SatCLIP models (*.satclip)</source>
        <translation>Modelos SatCLIP (*.satclip)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="219"/>
        <source>Report</source>
        <translation>Relatório</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="106"/>
        <source>HTML files (*.html)</source>
        <translation>Arquivos HTML (*.html)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="72"/>
        <source>Reading the layer</source>
        <translation>Lendo a camada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>satclip,predict,prediction,model,regression,classification,uncertainty</source>
        <translation>satclip,predizer,prever,predição,modelo,regressão,classificação,incerteza</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="65"/>
        <source>Layer with predictions</source>
        <translation>Camada com predições</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>satclip,evaluate,generalisation,transfer,regions,continents,zero-shot,model</source>
        <translation>satclip,avaliar,generalização,transferência,regiões,continentes,zero-shot,modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="74"/>
        <source>Scores by region</source>
        <translation>Pontuações por região</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="75"/>
        <source>Number of regions</source>
        <translation>Número de regiões</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>Compare encoders</source>
        <translation>Comparar codificadores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>satclip,compare,encoder,embedding,benchmark,resolution,degree</source>
        <translation>satclip,comparar,codificador,embedding,benchmark,resolução,grau</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="76"/>
        <source>Scores by encoder</source>
        <translation>Pontuações por codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/columns.py" line="74"/>
        <source>The layer “{layer}” has no field “{field}”.</source>
        <translation>A camada “{layer}” não tem o campo “{field}”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="127"/>
        <source>The layer “{layer}” has no features.</source>
        <translation>A camada “{layer}” não tem feições.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>satclip,predict,prediction,map,raster,model,uncertainty,applicability</source>
        <translation>satclip,predizer,predição,mapa,raster,modelo,incerteza,aplicabilidade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="77"/>
        <source>Prediction map</source>
        <translation>Mapa de predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>Fit a model</source>
        <translation>Ajustar um modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>satclip,regression,classification,machine learning,cross-validation,predict,model</source>
        <translation>satclip,regressão,classificação,aprendizado de máquina,validação cruzada,predizer,modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="135"/>
        <source>Name of the score</source>
        <translation>Nome da pontuação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Run</source>
        <translation>Execução</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Time left</source>
        <translation>Tempo restante</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="107"/>
        <source>Model card</source>
        <translation>Ficha do modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="177"/>
        <source>waiting</source>
        <translation>aguardando</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="178"/>
        <source>running</source>
        <translation>em execução</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="179"/>
        <source>stopping</source>
        <translation>parando</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="180"/>
        <source>stopped</source>
        <translation>parada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="181"/>
        <source>finished</source>
        <translation>concluída</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="182"/>
        <source>failed</source>
        <translation>falhou</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="40"/>
        <source>No evaluation yet</source>
        <translation>Ainda sem avaliação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="166"/>
        <source>Loss</source>
        <translation>Perda</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>training</source>
        <translation>treinamento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>held out</source>
        <translation>validação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>top 1</source>
        <translation>top 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>top 10</source>
        <translation>top 10</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="116"/>
        <source>step</source>
        <translation>passo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="223"/>
        <source>The layer “{layer}” can't be read.</source>
        <translation>Não é possível ler a camada “{layer}”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>Pretrain an encoder</source>
        <translation>Pré-treinar um codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>satclip,pretrain,train,encoder,imagery,satellite,machine learning,self-supervised</source>
        <translation>satclip,pré-treinar,treinar,codificador,imagens,satélite,aprendizado de máquina,autossupervisionado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="20"/>
        <source>Images</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="69"/>
        <source>Or a folder of patches</source>
        <translation>Ou uma pasta de recortes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="86"/>
        <source>My region</source>
        <translation>Minha região</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="106"/>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="109"/>
        <source>Training steps</source>
        <translation>Passos de treinamento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>satclip,sample,imagery,patches,chips,tiles,pretrain,satellite</source>
        <translation>satclip,amostra,imagens,recortes,chips,blocos,pré-treinar,satélite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="58"/>
        <source>The folder {folder} can&apos;t be read: {reason}.</source>
        <translation>Não é possível ler a pasta {folder}: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="36"/>
        <source>{file} can&apos;t be written: the folder {folder} does not exist.</source>
        <translation>Não é possível gravar {file}: a pasta {folder} não existe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="132"/>
        <source>{file} can&apos;t be read or written: {reason}.</source>
        <translation>Não é possível ler ou gravar {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="132"/>
        <source>A file</source>
        <translation>Um arquivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="310"/>
        <source> and {count} more</source>
        <translation> e mais {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Principal components (RGB)</source>
        <translation>Componentes principais (RGB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Similarity to locations</source>
        <translation>Similaridade com locais</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="54"/>
        <source>Add a raster layer that is rendered while you pan and zoom</source>
        <translation>Adicionar uma camada raster que é renderizada enquanto você move e aproxima o mapa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="56"/>
        <source>Apply these settings to the selected live layer</source>
        <translation>Aplicar estas configurações à camada dinâmica selecionada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="68"/>
        <source>Map the similarity to the selected features of the current point layer</source>
        <translation>Mapear a similaridade com as feições selecionadas da camada de pontos atual</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="50"/>
        <source>Pretraining runs</source>
        <translation>Execuções de pré-treinamento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="65"/>
        <source>Stop the run and save a checkpoint</source>
        <translation>Parar a execução e salvar um checkpoint</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="67"/>
        <source>Resume the stopped run from its checkpoint</source>
        <translation>Retomar a execução parada a partir do checkpoint</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="73"/>
        <source>Delete the run and its images. A finished encoder is kept.</source>
        <translation>Excluir a execução e suas imagens. Um codificador concluído é mantido.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="76"/>
        <source>Create an embedding map with the encoder of this run</source>
        <translation>Criar um mapa de embeddings com o codificador desta execução</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="151"/>
        <source>There are no runs yet. Click “New run…”.</source>
        <translation>Ainda não há execuções. Clique em “Nova execução…”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="155"/>
        <source>Delete the run “{run}”, its images and its checkpoints?</source>
        <translation>Excluir a execução “{run}”, suas imagens e seus checkpoints?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="31"/>
        <source>Loss and retrieval accuracy</source>
        <translation>Perda e acurácia de recuperação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="47"/>
        <source>Step {step}: training loss {loss}, held-out loss {held_out}; retrieval top 1 {top1}, top 10 {top10}</source>
        <translation>Passo {step}: perda de treinamento {loss}, perda de validação {held_out}; recuperação top 1 {top1}, top 10 {top10}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="93"/>
        <source>The curves appear after the first evaluation.</source>
        <translation>As curvas aparecem após a primeira avaliação.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>Retrieval accuracy</source>
        <translation>Acurácia de recuperação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="138"/>
        <source>The encoder “{encoder}” has finished training and is now available.</source>
        <translation>O treinamento do codificador “{encoder}” terminou e ele já está disponível.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="154"/>
        <source>The backend is still processing the previous request.</source>
        <translation>O backend ainda está processando a solicitação anterior.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="38"/>
        <source>Testing the SatCLIP backend</source>
        <translation>Testando o backend do SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="55"/>
        <source>The backend works: version {version}, device {device}, {count} encoders.</source>
        <translation>O backend funciona: versão {version}, dispositivo {device}, {count} codificadores.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="72"/>
        <source>Python executable of the backend</source>
        <translation>Executável Python do backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="86"/>
        <source>Leave the path empty to use the environment that “Set up the backend” installs. To use another environment, enter the path of its Python executable. The environment must contain the package satclip-backend.</source>
        <translation>Deixe o caminho vazio para usar o ambiente que “Configurar o backend” instala. Para usar outro ambiente, informe o caminho do executável Python dele. O ambiente deve conter o pacote satclip-backend.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="197"/>
        <source>The backend is not installed. Run the algorithm “Set up the backend”.</source>
        <translation>O backend não está instalado. Execute o algoritmo “Configurar o backend”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="198"/>
        <source>Not tested yet: {python}</source>
        <translation>Ainda não testado: {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="161"/>
        <source>Testing…</source>
        <translation>Testando…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="258"/>
        <source>This point is not on Earth. Click elsewhere.</source>
        <translation>Este ponto não fica na Terra. Clique em outro lugar.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="288"/>
        <source>Select features of a point layer first.</source>
        <translation>Primeiro selecione feições de uma camada de pontos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="291"/>
        <source>{count} points are selected. The maximum is {most}, so only the first {most} are used.</source>
        <translation>{count} pontos estão selecionados. O máximo é {most}; portanto, somente os primeiros {most} são usados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="384"/>
        <source>Starting the SatCLIP backend…</source>
        <translation>Iniciando o backend do SatCLIP…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="394"/>
        <source>The live layer can&apos;t be rendered. {reason}</source>
        <translation>Não é possível renderizar a camada dinâmica. {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="58"/>
        <source>The extent (EXTENT) is not finite. Choose another extent.</source>
        <translation>A extensão (EXTENT) não é finita. Escolha outra extensão.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="69"/>
        <source>The pixel size (PIXEL_SIZE) must be greater than 0.</source>
        <translation>O tamanho do pixel (PIXEL_SIZE) deve ser maior que 0.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="152"/>
        <source>The extent (EXTENT) can&apos;t be transformed to {crs}. Choose another CRS or extent.</source>
        <translation>Não é possível transformar a extensão (EXTENT) para {crs}. Escolha outro SRC ou outra extensão.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="56"/>
        <source>Target field</source>
        <translation>Campo alvo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="70"/>
        <source>Linear (ridge or logistic regression)</source>
        <translation>Linear (regressão ridge ou logística)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="71"/>
        <source>Nearest neighbours (no embeddings)</source>
        <translation>Vizinhos mais próximos (sem embeddings)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="73"/>
        <source>Automatic (best score)</source>
        <translation>Automático (melhor pontuação)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="92"/>
        <source>Additional predictor fields</source>
        <translation>Campos preditores adicionais</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="108"/>
        <source>Use coordinates as predictors</source>
        <translation>Usar coordenadas como preditores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Model type</source>
        <translation>Tipo de modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="134"/>
        <source>Units of the target field</source>
        <translation>Unidades do campo alvo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="135"/>
        <source>Weight field</source>
        <translation>Campo de peso</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="145"/>
        <source>Group field</source>
        <translation>Campo de grupo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Cross-validation</source>
        <translation>Validação cruzada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Match prediction distances (kNNDM)</source>
        <translation>Corresponder às distâncias de predição (kNNDM)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Spatial blocks of equal area</source>
        <translation>Blocos espaciais de mesma área</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Leave one group out</source>
        <translation>Deixar um grupo de fora</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Random folds (optimistic)</source>
        <translation>Partições aleatórias (otimistas)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="167"/>
        <source>Block size in km (0: automatic)</source>
        <translation>Tamanho do bloco em km (0: automático)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="180"/>
        <source>Prediction area</source>
        <translation>Área de predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="95"/>
        <source>Random seed</source>
        <translation>Semente aleatória</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="239"/>
        <source>Leave-one-group-out cross-validation (FOLDS) needs a group field (GROUPS).</source>
        <translation>A validação cruzada que deixa um grupo de fora (FOLDS) precisa de um campo de grupo (GROUPS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="292"/>
        <source>The model file {path} (MODEL_FILE) does not exist.</source>
        <translation>O arquivo do modelo {path} (MODEL_FILE) não existe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="111"/>
        <source>The file {file} ({name}) contains several images ({images}). Add them to the project (Layer &gt; Add Layer &gt; Add Raster Layer) and choose them there.</source>
        <translation>O arquivo {file} ({name}) contém várias imagens ({images}). Adicione-as ao projeto (Camada &gt; Adicionar camada &gt; Adicionar Camada Raster) e escolha-as ali.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="117"/>
        <source>The layer “{layer}” ({name}) is not a raster layer. Choose a raster layer.</source>
        <translation>A camada “{layer}” ({name}) não é uma camada raster. Escolha uma camada raster.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="123"/>
        <source>The layer “{layer}” ({name}) is a web map service (WMS, XYZ). Choose the original images, or export the layer as a GeoTIFF first.</source>
        <translation>A camada “{layer}” ({name}) é um serviço de mapas web (WMS, XYZ). Escolha as imagens originais ou exporte antes a camada como GeoTIFF.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="138"/>
        <source>The layer “{layer}” ({name}) has no coordinate reference system. Set it in the layer properties (Source).</source>
        <translation>A camada “{layer}” ({name}) não tem sistema de referência de coordenadas. Defina-o nas propriedades da camada (Fonte).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="101"/>
        <source>Sending the layer “{layer}” to the backend</source>
        <translation>Enviando a camada “{layer}” ao backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="104"/>
        <source>The layer “{layer}” does not overlap the extent.</source>
        <translation>A camada “{layer}” não se sobrepõe à extensão.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="83"/>
        <source>No image overlaps the extent. Choose another extent.</source>
        <translation>Nenhuma imagem se sobrepõe à extensão. Escolha outra extensão.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="148"/>
        <source>The layer “{layer}” is too large: {pixels} pixels take {size:.1f} GB. The maximum is {most:.1f} GB. Choose a smaller extent, or use the command line (satclip-backend).</source>
        <translation>A camada “{layer}” é grande demais: {pixels} pixels ocupam {size:.1f} GB. O máximo é {most:.1f} GB. Escolha uma extensão menor ou use a linha de comando (satclip-backend).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="243"/>
        <source>The layer “{layer}” can't be read, or its copy can't be written to {folder}.</source>
        <translation>Não é possível ler a camada “{layer}” ou gravar a cópia dela em {folder}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="37"/>
        <source>{folder} (OUTPUT) is a file. Choose a folder.</source>
        <translation>{folder} (OUTPUT) é um arquivo. Escolha uma pasta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="96"/>
        <source>The backend sent patches that can&apos;t be read ({reason}). Run the algorithm again.</source>
        <translation>O backend enviou recortes que não podem ser lidos ({reason}). Execute o algoritmo novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="128"/>
        <source>The folder {folder} (OUTPUT) contains patches made with other settings. Choose another folder, or use the same images and patch settings to continue.</source>
        <translation>A pasta {folder} (OUTPUT) contém recortes feitos com outras configurações. Escolha outra pasta ou use as mesmas imagens e configurações de recorte para continuar.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="136"/>
        <source>The patches can&apos;t be written to {folder} (OUTPUT): {reason}. Free some disk space or choose another folder. Existing patches are kept, and the next run continues from there.</source>
        <translation>Não é possível gravar os recortes em {folder} (OUTPUT): {reason}. Libere espaço em disco ou escolha outra pasta. Os recortes existentes são mantidos, e a próxima execução continua a partir deles.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>Predict features</source>
        <translation>Predizer feições</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>Adds predictions of a model to the features of a layer, with uncertainty and applicability.</source>
        <translation>Adiciona as predições de um modelo às feições de uma camada, com incerteza e aplicabilidade.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="77"/>
        <source>Prefix for new fields</source>
        <translation>Prefixo dos novos campos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="67"/>
        <source>Features with a prediction</source>
        <translation>Feições com predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="68"/>
        <source>Features outside the area of applicability</source>
        <translation>Feições fora da área de aplicabilidade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="70"/>
        <source>Target field of the model</source>
        <translation>Campo alvo do modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="102"/>
        <source>The layer “{layer}” changed during the prediction. Run the algorithm again.</source>
        <translation>A camada “{layer}” foi alterada durante a predição. Execute o algoritmo novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/fields.py" line="42"/>
        <source>The layer already has a field “{name}”. Choose another prefix (PREFIX).</source>
        <translation>A camada já tem um campo “{name}”. Escolha outro prefixo (PREFIX).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>Evaluate a model on held-out regions</source>
        <translation>Avaliar um modelo em regiões reservadas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>Scores a model on continents or other regions that are held out of training.</source>
        <translation>Pontua um modelo em continentes ou outras regiões que ficam fora do treinamento.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="58"/>
        <source>Layer with the target field</source>
        <translation>Camada com o campo alvo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="70"/>
        <source>Region field</source>
        <translation>Campo de região</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="75"/>
        <source>Score on regions without training points</source>
        <translation>Pontuação em regiões sem pontos de treinamento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/outputs.py" line="171"/>
        <source>{file} already exists. Enter the full file name to replace it, or choose another name.</source>
        <translation>{file} já existe. Informe o nome completo do arquivo para substituí-lo ou escolha outro nome.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>Adds the SatCLIP location embedding of each feature as new fields.</source>
        <translation>Adiciona o embedding de localização do SatCLIP de cada feição como novos campos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>All embedding dimensions</source>
        <translation>Todas as dimensões do embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>Principal components only</source>
        <translation>Somente componentes principais</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="72"/>
        <source>Fields to add</source>
        <translation>Campos a adicionar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Features without an embedding</source>
        <translation>Feições sem embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="179"/>
        <source>The encoder has {dimension} components, but COMPONENTS is {components}. Enter a smaller number.</source>
        <translation>O codificador tem {dimension} componentes, mas COMPONENTS é {components}. Informe um número menor.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="34"/>
        <source>{file} is a folder. Enter a file name.</source>
        <translation>{file} é uma pasta. Informe um nome de arquivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="42"/>
        <source>{file} is read-only. Choose another name, or make the file writable.</source>
        <translation>{file} é somente leitura. Escolha outro nome ou torne o arquivo gravável.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="123"/>
        <source>{file} can&apos;t be written: {reason}. Choose another location, or close the program that uses the file.</source>
        <translation>Não é possível gravar {file}: {reason}. Escolha outro local ou feche o programa que usa o arquivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="65"/>
        <source>Output CRS</source>
        <translation>SRC de saída</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="71"/>
        <source>Compute each pixel exactly (slower)</source>
        <translation>Calcular cada pixel exatamente (mais lento)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Valid pixels</source>
        <translation>Pixels válidos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="79"/>
        <source>The output CRS (CRS) is not valid. Choose another CRS.</source>
        <translation>O SRC de saída (CRS) não é válido. Escolha outro SRC.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="168"/>
        <source>The backend did not return “{name}”. Run the algorithm again.</source>
        <translation>O backend não retornou “{name}”. Execute o algoritmo novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/conflicts.py" line="83"/>
        <source>“{output}” ({name}) would overwrite {file}, which is an input (“{input}”). Choose another file.</source>
        <translation>“{output}” ({name}) substituiria {file}, que é uma entrada (“{input}”). Escolha outro arquivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/conflicts.py" line="96"/>
        <source>“{output}” ({name}) and “{other}” ({other_name}) would both write to {file}. Choose different files.</source>
        <translation>“{output}” ({name}) e “{other}” ({other_name}) gravariam ambos em {file}. Escolha arquivos diferentes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>Trains a SatCLIP encoder on satellite imagery of a region.</source>
        <translation>Treina um codificador SatCLIP com imagens de satélite de uma região.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="82"/>
        <source>Or polygons</source>
        <translation>Ou polígonos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="86"/>
        <source>Encoder name</source>
        <translation>Nome do codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="89"/>
        <source>Training time in minutes</source>
        <translation>Tempo de treinamento em minutos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="90"/>
        <source>Run in the background</source>
        <translation>Executar em segundo plano</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="100"/>
        <source>Resume the stopped run with this name</source>
        <translation>Retomar a execução parada com este nome</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="115"/>
        <source>Encoder id</source>
        <translation>Id do codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="110"/>
        <source>Top-1 retrieval accuracy on held-out points (0 to 1)</source>
        <translation>Acurácia de recuperação top 1 nos pontos de validação (0 a 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="111"/>
        <source>Top-10 retrieval accuracy on held-out points (0 to 1)</source>
        <translation>Acurácia de recuperação top 10 nos pontos de validação (0 a 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="112"/>
        <source>Held-out loss</source>
        <translation>Perda de validação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="113"/>
        <source>Training time in seconds</source>
        <translation>Tempo de treinamento em segundos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="159"/>
        <source>Predict image features</source>
        <translation>Predizer características da imagem</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="160"/>
        <source>Contrastive (CLIP, as published)</source>
        <translation>Contrastiva (CLIP, como publicada)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="161"/>
        <source>Contrastive (SigLIP)</source>
        <translation>Contrastiva (SigLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="163"/>
        <source>Predict features and contrastive (CLIP)</source>
        <translation>Predizer características e contrastiva (CLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="170"/>
        <source>Random convolutional features (MOSAIKS)</source>
        <translation>Características convolucionais aleatórias (MOSAIKS)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="171"/>
        <source>Small untrained CNN</source>
        <translation>CNN pequena não treinada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="172"/>
        <source>MoCo ResNet18 (Sentinel-2, downloaded)</source>
        <translation>MoCo ResNet18 (Sentinel-2, baixado)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="173"/>
        <source>MoCo ResNet50 (Sentinel-2, downloaded)</source>
        <translation>MoCo ResNet50 (Sentinel-2, baixado)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="174"/>
        <source>MoCo ViT-S/16 (Sentinel-2, downloaded)</source>
        <translation>MoCo ViT-S/16 (Sentinel-2, baixado)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="120"/>
        <source>Number of points</source>
        <translation>Número de pontos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="41"/>
        <source>Patch size in pixels</source>
        <translation>Tamanho do recorte em pixels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="126"/>
        <source>Maximum degree L</source>
        <translation>Grau máximo L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="157"/>
        <source>Hidden layer size</source>
        <translation>Tamanho da camada oculta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="177"/>
        <source>Image encoder</source>
        <translation>Codificador de imagens</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="74"/>
        <source>Land only</source>
        <translation>Somente terra</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="225"/>
        <source>Choose either images (RASTERS) or a folder of patches (FOLDER).</source>
        <translation>Escolha imagens (RASTERS) ou uma pasta de recortes (FOLDER).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="88"/>
        <source>The extent (EXTENT) has no area. Choose another extent.</source>
        <translation>A extensão (EXTENT) não tem área. Escolha outra extensão.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="263"/>
        <source>The encoder “{encoder}” is now available: L = {degree}, resolution about {km} km.</source>
        <translation>O codificador “{encoder}” já está disponível: L = {degree}, resolução de cerca de {km} km.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="311"/>
        <source>“{name}” (NAME) is not a valid encoder name. Use letters and digits.</source>
        <translation>“{name}” (NAME) não é um nome de codificador válido. Use letras e dígitos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="336"/>
        <source>An encoder “{encoder}” already exists. Choose another name (NAME).</source>
        <translation>Já existe um codificador “{encoder}”. Escolha outro nome (NAME).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="138"/>
        <source>Not enough memory. Close other programs, or use fewer features or pixels.</source>
        <translation>Memória insuficiente. Feche outros programas ou use menos feições ou pixels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="143"/>
        <source>“{algorithm}” failed with an unexpected error ({kind}: {reason}). Please report it with the contents of the SatCLIP tab of the log messages panel.</source>
        <translation>“{algorithm}” falhou com um erro inesperado ({kind}: {reason}). Informe-o aos desenvolvedores, com o conteúdo da aba SatCLIP do painel de mensagens de log.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>Compares encoders and resolutions by cross-validation on a target field.</source>
        <translation>Compara codificadores e resoluções por validação cruzada em um campo alvo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="66"/>
        <source>Maximum degrees L to compare</source>
        <translation>Graus máximos L a comparar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Best encoder or baseline</source>
        <translation>Melhor codificador ou linha de base</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Summary of the comparison</source>
        <translation>Resumo da comparação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="124"/>
        <source>The degrees (DEGREES) must be comma-separated integers, for example 5,10,20.</source>
        <translation>Os graus (DEGREES) devem ser números inteiros separados por vírgula, por exemplo 5,10,20.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>Create an embedding map</source>
        <translation>Criar um mapa de embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>Maps the principal components of the SatCLIP embedding of each pixel.</source>
        <translation>Mapeia os componentes principais do embedding do SatCLIP de cada pixel.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="51"/>
        <source>Encoder (same colours on every map)</source>
        <translation>Codificador (mesmas cores em todos os mapas)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="52"/>
        <source>Map extent (highest contrast)</source>
        <translation>Extensão do mapa (maior contraste)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="53"/>
        <source>Saved basis file</source>
        <translation>Arquivo de base salvo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="56"/>
        <source>PCA basis</source>
        <translation>Base da PCA</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="57"/>
        <source>PCA basis file</source>
        <translation>Arquivo da base da PCA</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="68"/>
        <source>Output PCA basis</source>
        <translation>Base da PCA de saída</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="94"/>
        <source>Choose a PCA basis file (BASIS_FILE).</source>
        <translation>Escolha um arquivo de base da PCA (BASIS_FILE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="103"/>
        <source>The PCA basis file can&apos;t be read: {reason}.</source>
        <translation>Não é possível ler o arquivo da base da PCA: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="107"/>
        <source>{file} is not a PCA basis file. Choose a file that this algorithm saved (BASIS_OUTPUT).</source>
        <translation>{file} não é um arquivo de base da PCA. Escolha um arquivo que este algoritmo salvou (BASIS_OUTPUT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/columns.py" line="84"/>
        <source>The field “{field}” of the layer “{layer}” has the unsupported type {type}. Choose a numeric, text, date or boolean field.</source>
        <translation>O campo “{field}” da camada “{layer}” é do tipo {type}, que não é suportado. Escolha um campo numérico, de texto, de data ou booleano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>Installs PyTorch and the SatCLIP backend in a separate Python environment.</source>
        <translation>Instala o PyTorch e o backend do SatCLIP em um ambiente Python separado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="55"/>
        <source>Python executable (3.10 or newer)</source>
        <translation>Executável Python (3.10 ou mais recente)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="64"/>
        <source>Folder of wheels</source>
        <translation>Pasta de wheels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="66"/>
        <source>Package index URL</source>
        <translation>URL do índice de pacotes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="69"/>
        <source>Offline: use the folder of wheels only</source>
        <translation>Offline: usar somente a pasta de wheels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="73"/>
        <source>Installation log</source>
        <translation>Log da instalação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/backend_setup.py" line="100"/>
        <source>The plugin folder does not contain the backend&apos;s wheel. Install the plugin again.</source>
        <translation>A pasta do complemento não contém o wheel do backend. Instale o complemento novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="98"/>
        <source>Log file: {log}</source>
        <translation>Arquivo de log: {log}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>Create a prediction map</source>
        <translation>Criar um mapa de predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>Maps the predictions of a model, with uncertainty and applicability.</source>
        <translation>Mapeia as predições de um modelo, com incerteza e aplicabilidade.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="57"/>
        <source>Add uncertainty and applicability bands</source>
        <translation>Adicionar bandas de incerteza e aplicabilidade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="59"/>
        <source>Mask pixels outside the area of applicability</source>
        <translation>Mascarar pixels fora da área de aplicabilidade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="78"/>
        <source>2nd percentile of the predictions</source>
        <translation>Percentil 2 das predições</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="78"/>
        <source>98th percentile of the predictions</source>
        <translation>Percentil 98 das predições</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="104"/>
        <source>The whole extent lies outside the area of applicability. The map is empty.</source>
        <translation>Toda a extensão fica fora da área de aplicabilidade. O mapa está vazio.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>Create a similarity map</source>
        <translation>Criar um mapa de similaridade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>Maps the cosine similarity of SatCLIP embeddings to one or more reference points.</source>
        <translation>Mapeia a similaridade de cosseno dos embeddings do SatCLIP com um ou mais pontos de referência.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="48"/>
        <source>Reference layer</source>
        <translation>Camada de referência</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="54"/>
        <source>Reference point</source>
        <translation>Ponto de referência</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="79"/>
        <source>Number of reference points</source>
        <translation>Número de pontos de referência</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="93"/>
        <source>There are no reference points. Choose a layer (PLACES), a point (POINT) or both.</source>
        <translation>Não há pontos de referência. Escolha uma camada (PLACES), um ponto (POINT) ou ambos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="119"/>
        <source>The reference point (POINT) is not on Earth. Choose another point (x,y [EPSG:4326]).</source>
        <translation>O ponto de referência (POINT) não fica na Terra. Escolha outro ponto (x,y [EPSG:4326]).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="56"/>
        <source>The polygons of “{layer}” have {count} vertices. The maximum is {most}. Simplify the polygons first.</source>
        <translation>Os polígonos de “{layer}” têm {count} vértices. O máximo é {most}. Simplifique os polígonos primeiro.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>Extract image patches</source>
        <translation>Extrair recortes de imagem</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>Extracts patches of images around points, as training data for an encoder.</source>
        <translation>Extrai recortes de imagens ao redor de pontos, como dados de treinamento para um codificador.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="66"/>
        <source>Sampling extent</source>
        <translation>Extensão da amostragem</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="69"/>
        <source>Sampling polygons</source>
        <translation>Polígonos da amostragem</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="73"/>
        <source>Or a layer of points</source>
        <translation>Ou uma camada de pontos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="77"/>
        <source>Number of random points</source>
        <translation>Número de pontos aleatórios</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="84"/>
        <source>Pixel size in metres</source>
        <translation>Tamanho do pixel em metros</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="89"/>
        <source>Cloud mask band and clear values</source>
        <translation>Banda de máscara de nuvens e valores limpos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="90"/>
        <source>Maximum share of nodata pixels (percent)</source>
        <translation>Proporção máxima de pixels sem dados (por cento)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="94"/>
        <source>Stratify points by equal-area cells</source>
        <translation>Estratificar pontos por células de mesma área</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="96"/>
        <source>Output folder</source>
        <translation>Pasta de saída</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of patches in the folder</source>
        <translation>Número de recortes na pasta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of new patches</source>
        <translation>Número de novos recortes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of skipped points</source>
        <translation>Número de pontos ignorados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="116"/>
        <source>Choose at least one image (RASTERS).</source>
        <translation>Escolha pelo menos uma imagem (RASTERS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="143"/>
        <source>No patch could be extracted ({reasons}). Check the extent of the images, the sampling area and the patch size (PIXELS).</source>
        <translation>Nenhum recorte pôde ser extraído ({reasons}). Verifique a extensão das imagens, a área de amostragem e o tamanho do recorte (PIXELS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="204"/>
        <source>No patch was taken from {images}: other images cover the same points.</source>
        <translation>Nenhum recorte foi obtido de {images}: outras imagens cobrem os mesmos pontos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="33"/>
        <source>The folder {folder} contains {size} MB of images. The maximum is {most} MB. Choose a folder with fewer images, or train with the command satclip-backend pretrain.</source>
        <translation>A pasta {folder} contém {size} MB de imagens. O máximo é {most} MB. Escolha uma pasta com menos imagens ou treine com o comando satclip-backend pretrain.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="69"/>
        <source>The folder {folder} (FOLDER) does not exist.</source>
        <translation>A pasta {folder} (FOLDER) não existe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="80"/>
        <source>The folder {folder} contains no images. Choose a folder with georeferenced patches, or one that “Extract image patches” created (index.csv and images).</source>
        <translation>A pasta {folder} não contém imagens. Escolha uma pasta com recortes georreferenciados ou uma que “Extrair recortes de imagem” criou (index.csv e images).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="43"/>
        <source>The layer “{layer}” has no geometry. Run “Create points layer from table” first.</source>
        <translation>A camada “{layer}” não tem geometria. Execute “Criar camada de pontos da tabela” primeiro.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="49"/>
        <source>The layer “{layer}” contains geometry collections, which are not supported. Convert them to points, lines or polygons first.</source>
        <translation>A camada “{layer}” contém coleções de geometrias, que não são suportadas. Converta-as primeiro em pontos, linhas ou polígonos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="56"/>
        <source>The layer “{layer}” has no coordinate reference system. Set it in the layer properties (Source).</source>
        <translation>A camada “{layer}” não tem sistema de referência de coordenadas. Defina-o nas propriedades da camada (Fonte).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="88"/>
        <source>{format} can&apos;t store features without a geometry, and feature {id} has none. Choose another format, such as GeoPackage.</source>
        <translation>{format} não pode armazenar feições sem geometria, e a feição {id} não tem nenhuma. Escolha outro formato, como GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="97"/>
        <source>{format} stores at most {longest} bytes of text, and “{field}” of feature {id} has {size}. Choose another format, such as GeoPackage.</source>
        <translation>{format} armazena no máximo {longest} bytes de texto, e “{field}” da feição {id} tem {size}. Escolha outro formato, como GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="112"/>
        <source>{format} can't store the number {value} in “{field}” of feature {id} exactly. Choose another format, such as GeoPackage.</source>
        <translation>{format} não pode armazenar exatamente o número {value} em “{field}” da feição {id}. Escolha outro formato, como GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="141"/>
        <source>{format} can&apos;t store these fields: {fields}. Choose another format, such as GeoPackage, or remove the fields from the layer first.</source>
        <translation>{format} não pode armazenar estes campos: {fields}. Escolha outro formato, como GeoPackage, ou remova antes os campos da camada.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="149"/>
        <source>{format} changes field names: {names}.</source>
        <translation>{format} altera nomes de campos: {names}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="155"/>
        <source>{format} stores lists and objects as JSON text: {fields}.</source>
        <translation>{format} armazena listas e objetos como texto JSON: {fields}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="161"/>
        <source>{format} stores no geometries. The output has no locations.</source>
        <translation>{format} não armazena geometrias. A saída não tem localizações.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="165"/>
        <source>QGIS can&apos;t read {format}, so the output was not verified.</source>
        <translation>O QGIS não consegue ler {format}; por isso, a saída não foi verificada.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="169"/>
        <source>{format} does not store this coordinate reference system. Set it when you open the file.</source>
        <translation>{format} não armazena este sistema de referência de coordenadas. Defina-o ao abrir o arquivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="224"/>
        <source>{format} can&apos;t store this layer: {reason}. Rename or remove the field.</source>
        <translation>{format} não pode armazenar esta camada: {reason}. Renomeie ou remova o campo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="224"/>
        <source>{format} can&apos;t store this layer: {reason}. Rename or remove the field, or choose another format, such as GeoPackage.</source>
        <translation>{format} não pode armazenar esta camada: {reason}. Renomeie ou remova o campo, ou escolha outro formato, como GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>Fits and cross-validates a model that predicts a field from SatCLIP embeddings.</source>
        <translation>Ajusta e avalia por validação cruzada um modelo que prediz um campo a partir de embeddings do SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="106"/>
        <source>Confidence level (percent)</source>
        <translation>Nível de confiança (por cento)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="113"/>
        <source>Out-of-fold predictions</source>
        <translation>Predições fora da partição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="126"/>
        <source>Number of observations used</source>
        <translation>Número de observações usadas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="127"/>
        <source>Cross-validated score</source>
        <translation>Pontuação da validação cruzada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="128"/>
        <source>Score with random folds (optimistic)</source>
        <translation>Pontuação com partições aleatórias (otimista)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="129"/>
        <source>Coverage of the intervals (0 to 1)</source>
        <translation>Cobertura dos intervalos (0 a 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="130"/>
        <source>Share of the prediction area inside the area of applicability (0 to 1)</source>
        <translation>Proporção da área de predição dentro da área de aplicabilidade (0 a 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="136"/>
        <source>Effect of the embeddings</source>
        <translation>Efeito dos embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="137"/>
        <source>Effect of the embeddings, as a sentence</source>
        <translation>Efeito dos embeddings, como frase</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>Create a cluster map</source>
        <translation>Criar um mapa de agrupamentos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>Assigns each pixel to a cluster of similar SatCLIP embeddings (k-means).</source>
        <translation>Atribui cada pixel a um agrupamento de embeddings do SatCLIP semelhantes (k-means).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="51"/>
        <source>Globe (same clusters on every map)</source>
        <translation>Globo (mesmos agrupamentos em todos os mapas)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="52"/>
        <source>Map extent (most detail)</source>
        <translation>Extensão do mapa (mais detalhes)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="58"/>
        <source>Fit clusters on</source>
        <translation>Ajustar agrupamentos em</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="61"/>
        <source>Cluster table (typical locations)</source>
        <translation>Tabela de agrupamentos (locais típicos)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="148"/>
        <source>The layer mixes geometry types ({one}, and {other} in feature {id}), which this format does not support. Choose another format, such as GeoPackage.</source>
        <translation>A camada mistura tipos de geometria ({one} e, na feição {id}, {other}), o que este formato não suporta. Escolha outro formato, como GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="177"/>
        <source>The output contains only {found} of {count} features. The disk may be full, or the format may not support them. The output was removed.</source>
        <translation>A saída contém somente {found} de {count} feições. O disco pode estar cheio ou o formato pode não suportá-las. A saída foi removida.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="169"/>
        <source>Creating the spatial index</source>
        <translation>Criando o índice espacial</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="171"/>
        <source>The spatial index could not be created. Create it in the layer properties (Source).</source>
        <translation>Não foi possível criar o índice espacial. Crie-o nas propriedades da camada (Fonte).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="278"/>
        <source>The fields “{one}” and “{other}” differ only in case, which this format ignores. Rename one of them, or choose another format.</source>
        <translation>Os campos “{one}” e “{other}” diferem somente em maiúsculas e minúsculas, o que este formato ignora. Renomeie um deles ou escolha outro formato.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="297"/>
        <source>The field “{field}” can't be the primary key of a GeoPackage, which needs unique integers. The field is kept, and the primary key is named “{key}”.</source>
        <translation>O campo “{field}” não pode ser a chave primária de um GeoPackage, que precisa de números inteiros únicos. O campo é mantido, e a chave primária se chama “{key}”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="78"/>
        <source>Choose another prefix if the layer already has fields with these names.</source>
        <translation>Escolha outro prefixo se a camada já tiver campos com estes nomes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="57"/>
        <source>The layer that the model was fitted on, or another one with the same fields.</source>
        <translation>A camada com a qual o modelo foi ajustado ou outra com os mesmos campos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="66"/>
        <source>Each value of the field is held out in turn. Without a field, continents are used. A region needs at least 30 features.</source>
        <translation>Cada valor do campo é reservado por vez. Sem um campo, são usados os continentes. Uma região precisa de pelo menos 30 feições.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="62"/>
        <source>Points, lines or polygons in any CRS. A line or polygon is represented by a point on it.</source>
        <translation>Pontos, linhas ou polígonos em qualquer SRC. Uma linha ou um polígono é representado por um ponto sobre ele.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="76"/>
        <source>Only used with “Principal components only”.</source>
        <translation>Usado somente com “Somente componentes principais”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="49"/>
        <source>In geographic coordinates, an extent with xmin &gt; xmax crosses the antimeridian.</source>
        <translation>Em coordenadas geográficas, uma extensão com xmin &gt; xmax cruza o antimeridiano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="70"/>
        <source>By default, pixels finer than the resolution of the encoder are interpolated.</source>
        <translation>Por padrão, pixels mais finos que a resolução do codificador são interpolados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="21"/>
        <source>Raster layers. Layers of the same area are stacked as bands of one image. Layers of other areas need the same bands.</source>
        <translation>Camadas raster. Camadas da mesma área são empilhadas como bandas de uma imagem. Camadas de outras áreas precisam das mesmas bandas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="75"/>
        <source>A folder that “Extract image patches” created, or a folder of georeferenced images of one size.</source>
        <translation>Uma pasta que “Extrair recortes de imagem” criou ou uma pasta de imagens georreferenciadas de mesmo tamanho.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="80"/>
        <source>Training points are sampled in this extent. Default: the extent of the images.</source>
        <translation>Os pontos de treinamento são amostrados nesta extensão. Padrão: a extensão das imagens.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Training points are sampled in these polygons.</source>
        <translation>Os pontos de treinamento são amostrados nestes polígonos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="87"/>
        <source>The encoder id is the name in lower case, with hyphens instead of spaces.</source>
        <translation>O id do codificador é o nome em minúsculas, com hifens no lugar de espaços.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="88"/>
        <source>Approximate. 10 minutes are enough for a first result; use an hour or more for a country.</source>
        <translation>Aproximado. 10 minutos bastam para um primeiro resultado; use uma hora ou mais para um país.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="96"/>
        <source>Continues from the last checkpoint, with the images and settings of that run. Other parameters are ignored.</source>
        <translation>Continua a partir do último checkpoint, com as imagens e configurações daquela execução. Os outros parâmetros são ignorados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="119"/>
        <source>Default: four points per patch that fits into the images, between 200 and 20,000.</source>
        <translation>Padrão: quatro pontos por recorte que cabe nas imagens, entre 200 e 20 000.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="40"/>
        <source>Width and height of the image patch around each point.</source>
        <translation>Largura e altura do recorte de imagem ao redor de cada ponto.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="122"/>
        <source>The resolution of the encoder is about 20,000 km / L. By default, L depends on the size of the area.</source>
        <translation>A resolução do codificador é de cerca de 20 000 km / L. Por padrão, L depende do tamanho da área.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="165"/>
        <source>“Predict image features” needs the fewest points.</source>
        <translation>“Predizer características da imagem” é a que precisa de menos pontos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="176"/>
        <source>The MoCo models need 12 or 13 Sentinel-2 bands. They are downloaded on first use.</source>
        <translation>Os modelos MoCo precisam de 12 ou 13 bandas do Sentinel-2. Eles são baixados no primeiro uso.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="46"/>
        <source>Samples points on land only (Natural Earth, 0.1 degree resolution).</source>
        <translation>Amostra pontos somente em terra (Natural Earth, resolução de 0.1 grau).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="67"/>
        <source>Comma-separated integers, for example 5,10,20. The first encoder is also scored with its basis truncated at each degree. The resolution of degree L is about 20,000 km / L.</source>
        <translation>Números inteiros separados por vírgula, por exemplo 5,10,20. O primeiro codificador também é pontuado com sua base truncada em cada grau. A resolução do grau L é de cerca de 20 000 km / L.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="55"/>
        <source>Maps with the same PCA basis have comparable colours.</source>
        <translation>Mapas com a mesma base da PCA têm cores comparáveis.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="60"/>
        <source>Only used with “Saved basis file”.</source>
        <translation>Usado somente com “Arquivo de base salvo”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="71"/>
        <source>Use this file as PCA basis to create other maps with the same colours.</source>
        <translation>Use este arquivo como base da PCA para criar outros mapas com as mesmas cores.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="61"/>
        <source>Python 3.10 to 3.14, 64-bit. It is found automatically if empty.</source>
        <translation>Python 3.10 a 3.14, 64 bits. Se vazio, é encontrado automaticamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="65"/>
        <source>Packages on disk, for computers without internet access.</source>
        <translation>Pacotes em disco, para computadores sem acesso à internet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="67"/>
        <source>A mirror of the Python Package Index, for example of your organisation.</source>
        <translation>Um espelho do Python Package Index, por exemplo da sua organização.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="58"/>
        <source>Sets these pixels to nodata.</source>
        <translation>Define estes pixels como sem dados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="55"/>
        <source>A single point, instead of the layer or in addition to it.</source>
        <translation>Um único ponto, em vez da camada ou além dela.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="67"/>
        <source>Random points are drawn in this extent. Default: the extent of the images.</source>
        <translation>Os pontos aleatórios são sorteados nesta extensão. Padrão: a extensão das imagens.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="72"/>
        <source>Random points are drawn in these polygons.</source>
        <translation>Os pontos aleatórios são sorteados nestes polígonos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="76"/>
        <source>Extracts one patch per feature instead of random points.</source>
        <translation>Extrai um recorte por feição em vez de pontos aleatórios.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="80"/>
        <source>Resamples each patch to this pixel size in the UTM zone of its point. Default: the pixel size of the images.</source>
        <translation>Reamostra cada recorte para este tamanho de pixel na zona UTM do seu ponto. Padrão: o tamanho do pixel das imagens.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="85"/>
        <source>For example SCL=4,5,6,7,11 for Sentinel-2. Pixels with other values are nodata. The band is not part of the patches.</source>
        <translation>Por exemplo, SCL=4,5,6,7,11 para o Sentinel-2. Pixels com outros valores ficam sem dados. A banda não faz parte dos recortes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="91"/>
        <source>Nodata pixels are filled with the mean of the other pixels.</source>
        <translation>Pixels sem dados são preenchidos com a média dos outros pixels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="93"/>
        <source>Draws the same number of points in each cell.</source>
        <translation>Sorteia o mesmo número de pontos em cada célula.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="55"/>
        <source>The field that the model predicts. Features without a value are skipped.</source>
        <translation>O campo que o modelo prediz. Feições sem valor são ignoradas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="92"/>
        <source>Fields that are used as predictors together with the embeddings. Layers to predict need the same fields. Prediction maps are not possible with additional fields.</source>
        <translation>Campos usados como preditores junto com os embeddings. As camadas a predizer precisam dos mesmos campos. Mapas de predição não são possíveis com campos adicionais.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="108"/>
        <source>Adds the coordinates (x, y, z on the unit sphere) to the predictors.</source>
        <translation>Adiciona as coordenadas (x, y, z na esfera unitária) aos preditores.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>“Automatic” uses regression for numbers, and classification for text, booleans and integers with at most 10 distinct values.</source>
        <translation>“Automático” usa regressão para números e classificação para texto, booleanos e inteiros com no máximo 10 valores distintos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="133"/>
        <source>Shown in the report and in legends.</source>
        <translation>Mostradas no relatório e nas legendas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="135"/>
        <source>Sample weights.</source>
        <translation>Pesos das amostras.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="144"/>
        <source>Region, site or campaign of each feature, for leave-one-group-out cross-validation.</source>
        <translation>Região, local ou campanha de cada feição, para a validação cruzada que deixa um grupo de fora.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>How the folds are split. kNNDM matches the distances between test and training points to the distances from the prediction area to the points. Random folds give optimistic scores, because nearby points are similar.</source>
        <translation>Como as partições são divididas. kNNDM faz as distâncias entre pontos de teste e de treinamento corresponderem às distâncias da área de predição aos pontos. Partições aleatórias dão pontuações otimistas, porque pontos próximos são semelhantes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="167"/>
        <source>Side length of the spatial blocks. 0 uses the autocorrelation range of the residuals.</source>
        <translation>Comprimento do lado dos blocos espaciais. 0 usa o alcance da autocorrelação dos resíduos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="105"/>
        <source>Nominal coverage of the prediction intervals and prediction sets.</source>
        <translation>Cobertura nominal dos intervalos de predição e dos conjuntos de predição.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="54"/>
        <source>“Globe” gives the same clusters on every map of an encoder. “Map extent” separates the locations within the extent.</source>
        <translation>“Globo” dá os mesmos agrupamentos em todos os mapas de um codificador. “Extensão do mapa” separa os locais dentro da extensão.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="60"/>
        <source>One point per cluster, at its most representative location.</source>
        <translation>Um ponto por agrupamento, no seu local mais representativo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="49"/>
        <source>Points, lines or polygons in any CRS, at most {most} features. With several points, the map shows the similarity to their mean.</source>
        <translation>Pontos, linhas ou polígonos em qualquer SRC, no máximo {most} feições. Com vários pontos, o mapa mostra a similaridade com a média deles.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="118"/>
        <source>The layer ({name}) has no features.</source>
        <translation>A camada ({name}) não tem feições.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>The linear model is the fastest one.</source>
        <translation>O modelo linear é o mais rápido.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="176"/>
        <source>The area for which you need predictions. It determines the kNNDM folds and the reported area of applicability. Default: the land in the extent of the features, or the sea if they lie at sea.</source>
        <translation>A área para a qual você precisa de predições. Ela determina as partições kNNDM e a área de aplicabilidade relatada. Padrão: a terra na extensão das feições ou o mar, se elas ficam no mar.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="264"/>
        <source>Probability of {value}: {highest}</source>
        <translation>Probabilidade de {value}: {highest}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="75"/>
        <source>For classes: adds a band with the probability of each class.</source>
        <translation>Para classes: adiciona uma banda com a probabilidade de cada classe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="76"/>
        <source>Add a probability band for each class</source>
        <translation>Adicionar uma banda de probabilidade para cada classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="85"/>
        <source>Positive class</source>
        <translation>Classe positiva</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="100"/>
        <source>Probability from which on the positive class is predicted. 0 uses the threshold with the highest TSS (sensitivity + specificity - 1).</source>
        <translation>Probabilidade a partir da qual a classe positiva é predita. 0 usa o limiar com o maior TSS (sensibilidade + especificidade - 1).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="104"/>
        <source>Threshold (0: automatic)</source>
        <translation>Limiar (0: automático)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="110"/>
        <source>The features that were used, with their fields, fold, prediction from cross-validation and residual.</source>
        <translation>As feições que foram usadas, com seus campos, partição, predição da validação cruzada e resíduo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="212"/>
        <source>The layer “{layer}” changed while the model was fitted. Run the algorithm again.</source>
        <translation>A camada “{layer}” foi alterada durante o ajuste do modelo. Execute o algoritmo novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="74"/>
        <source>Kriging (no embeddings)</source>
        <translation>Krigagem (sem embeddings)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="75"/>
        <source>Stacked ensemble (linear, boosting and kriging)</source>
        <translation>Ensemble empilhado (linear, boosting e krigagem)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>“Automatic” compares the linear model, gradient boosting, a stacked ensemble and models without embeddings.</source>
        <translation>“Automático” compara o modelo linear, gradient boosting, um ensemble empilhado e modelos sem embeddings.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="31"/>
        <source>Predictor rasters</source>
        <translation>Rasters preditores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="34"/>
        <source>Interpolates between the pixels of the predictor rasters, but not between classes.</source>
        <translation>Interpola entre os pixels dos rasters preditores, mas não entre classes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="35"/>
        <source>Interpolate predictor rasters</source>
        <translation>Interpolar rasters preditores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="44"/>
        <source>The raster layers that the model was fitted with, with the same names or in the same order, or others with the same bands.</source>
        <translation>As camadas raster com as quais o modelo foi ajustado, com os mesmos nomes ou na mesma ordem, ou outras com as mesmas bandas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="72"/>
        <source>Raster layers that are scored beside the encoders, and together with them.</source>
        <translation>Camadas raster que são pontuadas ao lado dos codificadores e junto com eles.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="68"/>
        <source>Raster layers, such as terrain, climate or land cover, whose bands are used as predictors. Bands styled with a colour for each value (Paletted) are classes. The model needs these layers, or others with the same bands, for predictions and maps.</source>
        <translation>Camadas raster, como relevo, clima ou cobertura da terra, cujas bandas são usadas como preditores. Bandas estilizadas com uma cor para cada valor (Paletizado) são classes. O modelo precisa destas camadas, ou de outras com as mesmas bandas, para predições e mapas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>Assess the accuracy of a class map</source>
        <translation>Avaliar a acurácia de um mapa de classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>Estimates accuracy and area of the classes of a raster from reference points.</source>
        <translation>Estima a acurácia e a área das classes de um raster a partir de pontos de referência.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>satclip,accuracy,assessment,area,confusion,error matrix,classification,land cover,validation</source>
        <translation>satclip,acurácia,exatidão,avaliação,área,confusão,matriz de erros,classificação,cobertura da terra,validação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="80"/>
        <source>A raster of classes, as integers: a prediction map, or any land cover map.</source>
        <translation>Um raster de classes, como números inteiros: um mapa de predição ou qualquer mapa de cobertura da terra.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="81"/>
        <source>Class map</source>
        <translation>Mapa de classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="82"/>
        <source>Band of the classes</source>
        <translation>Banda das classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="83"/>
        <source>Points that were drawn at random, and whose class was observed. The map must not be fitted on them.</source>
        <translation>Pontos que foram sorteados aleatoriamente e cuja classe foi observada. O mapa não pode ter sido ajustado com eles.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="86"/>
        <source>Reference points</source>
        <translation>Pontos de referência</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="87"/>
        <source>The class that was observed, as the codes of the map or as the names of its classes.</source>
        <translation>A classe que foi observada, como os códigos do mapa ou como os nomes das suas classes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="88"/>
        <source>Reference class field</source>
        <translation>Campo da classe de referência</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="90"/>
        <source>Stratified random (by map class or stratum)</source>
        <translation>Aleatória estratificada (por classe ou estrato)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="91"/>
        <source>Simple random or systematic</source>
        <translation>Aleatória simples ou sistemática</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="93"/>
        <source>How the points were drawn. The estimates hold for such a sample only.</source>
        <translation>Como os pontos foram sorteados. As estimativas valem somente para uma amostra assim.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="94"/>
        <source>Sampling design</source>
        <translation>Desenho amostral</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="95"/>
        <source>For a stratified sample whose strata are not the classes of the map: a raster of the strata, as integers.</source>
        <translation>Para uma amostra estratificada cujos estratos não são as classes do mapa: um raster dos estratos, como números inteiros.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="98"/>
        <source>Strata</source>
        <translation>Estratos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="100"/>
        <source>Band of the strata</source>
        <translation>Banda dos estratos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="101"/>
        <source>For example 1=forest; 2=water. Default: the legend of the layer, or the names in its file.</source>
        <translation>Por exemplo 1=floresta; 2=água. Padrão: a legenda da camada ou os nomes no seu arquivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="104"/>
        <source>Class names</source>
        <translation>Nomes das classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="106"/>
        <source>Confidence level of the intervals (percent)</source>
        <translation>Nível de confiança dos intervalos (por cento)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="109"/>
        <source>Accuracy and area by class</source>
        <translation>Acurácia e área por classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="110"/>
        <source>Overall accuracy</source>
        <translation>Acurácia global</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="110"/>
        <source>Standard error of the overall accuracy</source>
        <translation>Erro padrão da acurácia global</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="183"/>
        <source>Or polygons of the prediction area</source>
        <translation>Ou polígonos da área de predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="186"/>
        <source>The polygons for which you need predictions, such as catchments or countries, instead of an extent.</source>
        <translation>Os polígonos para os quais você precisa de predições, como bacias hidrográficas ou países, em vez de uma extensão.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="201"/>
        <source>Models fitted in this project: {models}</source>
        <translation>Modelos ajustados neste projeto: {models}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="14"/>
        <source>Prediction</source>
        <translation>Predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="64"/>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="17"/>
        <source>Probability</source>
        <translation>Probabilidade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="235"/>
        <source>Set size</source>
        <translation>Tamanho do conjunto</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="236"/>
        <source>Interval width</source>
        <translation>Largura do intervalo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="238"/>
        <source>Dissimilarity</source>
        <translation>Dissimilaridade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="239"/>
        <source>Area of applicability</source>
        <translation>Área de aplicabilidade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="240"/>
        <source>Distance to training points</source>
        <translation>Distância aos pontos de treinamento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="249"/>
        <source>inside</source>
        <translation>dentro</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="249"/>
        <source>outside</source>
        <translation>fora</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="67"/>
        <source>The layer “{layer}” ({name}) has no valid polygon.</source>
        <translation>A camada “{layer}” ({name}) não tem nenhum polígono válido.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="109"/>
        <source>The prediction area is given as an extent (AREA) and as polygons (AREA_POLYGONS). Choose one of them.</source>
        <translation>A área de predição está definida por uma extensão (AREA) e por polígonos (AREA_POLYGONS). Escolha um dos dois.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="117"/>
        <source>The layer “{layer}” (AREA_POLYGONS) has {count} polygons. The maximum is {most}. Simplify or select polygons first.</source>
        <translation>A camada “{layer}” (AREA_POLYGONS) tem {count} polígonos. O máximo é {most}. Primeiro simplifique ou selecione polígonos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="108"/>
        <source>{target}: predictions</source>
        <translation>{target}: predições</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="114"/>
        <source>{target}: scores by region</source>
        <translation>{target}: pontuações por região</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="107"/>
        <source>{target}: scores by encoder</source>
        <translation>{target}: pontuações por codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="60"/>
        <source>Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “As the prediction area of the model” does so if that area is the land or the sea of an extent.</source>
        <translation>Deixa sem dados os pixels no mar ou em terra, exceto os da costa (Natural Earth, resolução de 0.1 grau). “Como a área de predição do modelo” faz isso se essa área for a terra ou o mar de uma extensão.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="65"/>
        <source>As the prediction area of the model</source>
        <translation>Como a área de predição do modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="73"/>
        <source>Land and sea</source>
        <translation>Terra e mar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="75"/>
        <source>Sea only</source>
        <translation>Somente mar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="70"/>
        <source>Pixels to predict</source>
        <translation>Pixels a predizer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="108"/>
        <source>{target}: prediction</source>
        <translation>{target}: predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="217"/>
        <source>{target}: out-of-fold predictions</source>
        <translation>{target}: predições fora da partição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>Suggest points to measure</source>
        <translation>Sugerir pontos a medir</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>Suggests where to measure next, so that an area is less dissimilar and distant from the training data.</source>
        <translation>Sugere onde medir a seguir, para que uma área fique menos dissimilar e menos distante dos dados de treinamento.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>satclip,suggest,sampling,design,survey,measure,sample,model</source>
        <translation>satclip,sugerir,amostragem,desenho,levantamento,medir,amostra,modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="49"/>
        <source>Extent of the area</source>
        <translation>Extensão da área</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="50"/>
        <source>Default: the extent of the training points. If most of them lie on land, only the land in it.</source>
        <translation>Padrão: a extensão dos pontos de treinamento. Se a maioria deles fica em terra, somente a terra nela.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="55"/>
        <source>Or polygons of the area</source>
        <translation>Ou polígonos da área</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="71"/>
        <source>Suggested points</source>
        <translation>Pontos sugeridos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="74"/>
        <source>Reduction of the mean dissimilarity and distance (0 to 1)</source>
        <translation>Redução da dissimilaridade e da distância médias (0 a 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="52"/>
        <source>Adds bands with the prediction interval (or class probability and set size), the dissimilarity index, the area of applicability, the distance to the nearest training point and the expected error.</source>
        <translation>Adiciona bandas com o intervalo de predição (ou a probabilidade da classe e o tamanho do conjunto), o índice de dissimilaridade, a área de aplicabilidade, a distância ao ponto de treinamento mais próximo e o erro esperado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="24"/>
        <source>Expected error</source>
        <translation>Erro esperado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="75"/>
        <source>Uses only the encoders, coordinates, fields and raster bands that improve the cross-validated score (forward selection). Maps are then possible if no field is selected. Takes longer.</source>
        <translation>Usa somente os codificadores, coordenadas, campos e bandas raster que melhoram a pontuação da validação cruzada (seleção progressiva). Assim, mapas são possíveis se nenhum campo for selecionado. Leva mais tempo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="79"/>
        <source>Select predictors</source>
        <translation>Selecionar preditores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="233"/>
        <source>Suitability</source>
        <translation>Adequabilidade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="20"/>
        <source>Suitable</source>
        <translation>Adequado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="258"/>
        <source>suitable</source>
        <translation>adequado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="258"/>
        <source>not suitable</source>
        <translation>não adequado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="260"/>
        <source>Relative suitability for {value}: {highest}</source>
        <translation>Adequabilidade relativa para {value}: {highest}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="80"/>
        <source>Of two classes, the one whose probability is predicted, such as presence. Default: true, yes, present or the larger number; of other classes the last one in alphabetical order. With background points, the value of the presences, such as the name of a species.</source>
        <translation>Entre duas classes, aquela cuja probabilidade é predita, como a presença. Padrão: true, yes, present ou o número maior; entre outras classes, a última em ordem alfabética. Com pontos de fundo, o valor das presenças, como o nome de uma espécie.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="86"/>
        <source>For presences without absences: the number of background points that they are compared with, for example 10,000. The model then predicts a relative suitability. The presences are the features of the positive class, or all if the target field has one value. 0: the layer has absences.</source>
        <translation>Para presenças sem ausências: o número de pontos de fundo com os quais elas são comparadas, por exemplo 10 000. O modelo prediz então uma adequabilidade relativa. As presenças são as feições da classe positiva, ou todas se o campo alvo tiver um único valor. 0: a camada contém ausências.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="91"/>
        <source>Background points for presence-only data (0: none)</source>
        <translation>Pontos de fundo para dados somente de presença (0: nenhum)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="94"/>
        <source>Records of all species that the same people record, the modelled one among them, for example the same layer. Their places are the background points, so that presences and background have the same sampling bias. Default: places that are drawn uniformly in the prediction area.</source>
        <translation>Registros de todas as espécies que as mesmas pessoas registram, inclusive a modelada, por exemplo a mesma camada. Os locais desses registros são os pontos de fundo, de modo que presenças e fundo tenham o mesmo viés de amostragem. Padrão: locais sorteados uniformemente na área de predição.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="207"/>
        <source>Background layer (target group)</source>
        <translation>Camada de fundo (grupo-alvo)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="71"/>
        <source>The background layer that the model was fitted with, if it was. For presence-only data.</source>
        <translation>A camada de fundo com a qual o modelo foi ajustado, se houver. Para dados somente de presença.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="105"/>
        <source>{target}: points to measure</source>
        <translation>{target}: pontos a medir</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="43"/>
        <source>Packing images: {count}</source>
        <translation>Empacotando imagens: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="120"/>
        <source>No feature of the layer ({name}) has a valid location.</source>
        <translation>Nenhuma feição da camada ({name}) tem uma localização válida.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="124"/>
        <source>Features of the layer ({name}) without a valid location were skipped: {count}.</source>
        <translation>Feições da camada ({name}) sem localização válida foram ignoradas: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="108"/>
        <source>The suggested points ({count}) would reduce the mean dissimilarity of the area and its mean distance to training points by {share} % on average.</source>
        <translation>Os pontos sugeridos ({count}) reduziriam a dissimilaridade média da área e sua distância média aos pontos de treinamento em {share} %, em média.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="122"/>
        <source>Features without a valid location: {count}. They are kept without a prediction.</source>
        <translation>Feições sem localização válida: {count}. Elas são mantidas sem predição.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="129"/>
        <source>Features outside the area of applicability (applicable is false): {count}. Their intervals are not valid.</source>
        <translation>Feições fora da área de aplicabilidade (applicable é falso): {count}. Os intervalos delas não são válidos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="177"/>
        <source>Skipped features: {count} ({reason}).</source>
        <translation>Feições ignoradas: {count} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="272"/>
        <source>Features without geometry: {count}. They are kept without an embedding.</source>
        <translation>Feições sem geometria: {count}. Elas são mantidas sem embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="273"/>
        <source>Features with non-finite coordinates: {count}. They are kept without an embedding.</source>
        <translation>Feições com coordenadas não finitas: {count}. Elas são mantidas sem embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="276"/>
        <source>Features that can&apos;t be transformed to longitude and latitude: {count}. They are kept without an embedding.</source>
        <translation>Feições que não podem ser transformadas para longitude e latitude: {count}. Elas são mantidas sem embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="280"/>
        <source>Features beyond 90 degrees of latitude: {count}. They are kept without an embedding.</source>
        <translation>Feições além de 90 graus de latitude: {count}. Elas são mantidas sem embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="290"/>
        <source>Features with an embedding: {count}.</source>
        <translation>Feições com embedding: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="139"/>
        <source>Skipped points: {count} ({reason}).</source>
        <translation>Pontos ignorados: {count} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="122"/>
        <source>Pixels at sea that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).</source>
        <translation>Pixels no mar que foram deixados de fora: {count}. Para predizê-los, escolha “Terra e mar” (SURFACE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="122"/>
        <source>Pixels on land that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).</source>
        <translation>Pixels em terra que foram deixados de fora: {count}. Para predizê-los, escolha “Terra e mar” (SURFACE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="51"/>
        <source>Encoders…</source>
        <translation>Codificadores…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_widgets.py" line="45"/>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_widgets.py" line="51"/>
        <source>Enter the id of another encoder</source>
        <translation>Informe o id de outro codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="345"/>
        <source>SatCLIP encoders</source>
        <translation>Codificadores do SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="52"/>
        <source>bundled</source>
        <translation>incluído</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="53"/>
        <source>downloaded</source>
        <translation>baixado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="54"/>
        <source>imported</source>
        <translation>importado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="55"/>
        <source>trained here</source>
        <translation>treinado aqui</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="56"/>
        <source>available</source>
        <translation>disponível</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="57"/>
        <source>can&apos;t be used</source>
        <translation>não pode ser usado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="168"/>
        <source>Download an encoder</source>
        <translation>Baixar um codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="183"/>
        <source>Download</source>
        <translation>Baixar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="188"/>
        <source>Downloading {encoder}</source>
        <translation>Baixando {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="207"/>
        <source>Import an encoder</source>
        <translation>Importar um codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="51"/>
        <source>Encoders</source>
        <translation>Codificadores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="211"/>
        <source>Importing {file}</source>
        <translation>Importando {file}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="271"/>
        <source>The encoder “{encoder}” is now available.</source>
        <translation>O codificador “{encoder}” já está disponível.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="226"/>
        <source>Export an encoder</source>
        <translation>Exportar um codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="233"/>
        <source>{file} already exists. Choose another name.</source>
        <translation>{file} já existe. Escolha outro nome.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="240"/>
        <source>Exporting {encoder}</source>
        <translation>Exportando {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="244"/>
        <source>Exported to {file}.</source>
        <translation>Exportado para {file}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="249"/>
        <source>Delete an encoder</source>
        <translation>Excluir um codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="249"/>
        <source>Delete the encoder “{encoder}”? Models and live layers that use it no longer work. To keep a copy, export it first.</source>
        <translation>Excluir o codificador “{encoder}”? Modelos e camadas dinâmicas que o usam deixarão de funcionar. Para manter uma cópia, exporte-o antes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="258"/>
        <source>Deleting {encoder}</source>
        <translation>Excluindo {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="21"/>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="25"/>
        <source>Origin</source>
        <translation>Origem</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="25"/>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="147"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="381"/>
        <source>&amp;Download…</source>
        <translation>&amp;Baixar…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="382"/>
        <source>&amp;Import file…</source>
        <translation>&amp;Importar arquivo…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="386"/>
        <source>&amp;Export…</source>
        <translation>&amp;Exportar…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="387"/>
        <source>De&amp;lete…</source>
        <translation>E&amp;xcluir…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="389"/>
        <source>&amp;Close</source>
        <translation>&amp;Fechar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="68"/>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="69"/>
        <source>Licence</source>
        <translation>Licença</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="70"/>
        <source>Dimensions</source>
        <translation>Dimensões</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="71"/>
        <source>Degree L</source>
        <translation>Grau L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="72"/>
        <source>Trained on</source>
        <translation>Treinado com</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="75"/>
        <source>Source</source>
        <translation>Fonte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="47"/>
        <source>Training area</source>
        <translation>Área de treinamento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="48"/>
        <source>File size</source>
        <translation>Tamanho do arquivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="76"/>
        <source>Download size</source>
        <translation>Tamanho do download</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="128"/>
        <source>{degree} (resolves about {km} km)</source>
        <translation>{degree} (resolve cerca de {km} km)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="157"/>
        <source>the world</source>
        <translation>o mundo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="158"/>
        <source>{west}° to {east}° longitude, {south}° to {north}° latitude</source>
        <translation>{west}° a {east}° de longitude, {south}° a {north}° de latitude</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="20"/>
        <source>The location encoder that computes the embeddings. “bundled” is installed with the backend. Plugins &gt; SatCLIP &gt; Encoders adds others.</source>
        <translation>O codificador de localização que calcula os embeddings. “bundled” é instalado com o backend. Complementos &gt; SatCLIP &gt; Codificadores adiciona outros.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="53"/>
        <source>The location encoders whose embeddings are predictors. Plugins &gt; SatCLIP &gt; Encoders adds others. In scripts, separate ids by commas.</source>
        <translation>Os codificadores de localização cujos embeddings são preditores. Complementos &gt; SatCLIP &gt; Codificadores adiciona outros. Em scripts, separe os ids por vírgula.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Install or update</source>
        <translation>Instalar ou atualizar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Repair: install again</source>
        <translation>Reparar: instalar novamente</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="44"/>
        <source>Action</source>
        <translation>Ação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="45"/>
        <source>An installation that works is kept until the new one has computed an embedding.</source>
        <translation>Uma instalação que funciona é mantida até que a nova tenha calculado um embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="47"/>
        <source>an NVIDIA GPU was found</source>
        <translation>uma GPU NVIDIA foi encontrada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="47"/>
        <source>no NVIDIA GPU was found</source>
        <translation>nenhuma GPU NVIDIA foi encontrada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="49"/>
        <source>Automatic ({found})</source>
        <translation>Automático ({found})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="50"/>
        <source>Processor (2 GB)</source>
        <translation>Processador (2 GB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="51"/>
        <source>NVIDIA GPU (about 8 GB)</source>
        <translation>GPU NVIDIA (cerca de 8 GB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="53"/>
        <source>PyTorch for</source>
        <translation>PyTorch para</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="54"/>
        <source>A GPU is tested before it is used. You can change this later.</source>
        <translation>Uma GPU é testada antes de ser usada. Você pode mudar isso depois.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="83"/>
        <source>Removed {folder}. Encoders, models, caches and logs stay in {home}.</source>
        <translation>{folder} foi removida. Codificadores, modelos, caches e logs permanecem em {home}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="128"/>
        <source>Documentation</source>
        <translation>Documentação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="21"/>
        <source>SatCLIP needs its backend. It is set up once, in about 3 minutes, and takes 2 GB.</source>
        <translation>O SatCLIP precisa do seu backend. Ele é configurado uma única vez, em cerca de 3 minutos, e ocupa 2 GB.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="68"/>
        <source>The backend is ready.</source>
        <translation>O backend está pronto.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="78"/>
        <source>Add the live layer</source>
        <translation>Adicionar a camada dinâmica</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="69"/>
        <source>Finish the stopped run without further training. Its best state so far becomes an encoder.</source>
        <translation>Concluir a execução parada sem mais treinamento. O melhor estado obtido até agora se torna um codificador.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="132"/>
        <source>The SatCLIP backend is starting. Try again in a few seconds.</source>
        <translation>O backend do SatCLIP está iniciando. Tente novamente em alguns segundos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="138"/>
        <source>The SatCLIP backend did not answer in time. Try again.</source>
        <translation>O backend do SatCLIP não respondeu a tempo. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="234"/>
        <source>The map shows more locations than SatCLIP's expressions can hold. Run “Add embeddings to a layer” and use its fields.</source>
        <translation>O mapa mostra mais locais do que as expressões do SatCLIP podem guardar. Execute “Adicionar embeddings a uma camada” e use os campos gerados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="59"/>
        <source>{function} needs a geometry.</source>
        <translation>{function} precisa de uma geometria.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="84"/>
        <source>The layer has no CRS with a code. Save it in another CRS, such as EPSG:4326.</source>
        <translation>A camada não tem um SRC com código. Salve-a em outro SRC, como EPSG:4326.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="94"/>
        <source>The number of the component must be an integer between 1 and {most}, not {number}.</source>
        <translation>O número do componente deve ser um inteiro entre 1 e {most}, não {number}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="111"/>
        <source>Geometries are in the CRS of the layer, or in degrees without a layer. A line or polygon is represented by a point on it. On maps, values appear as soon as the backend has computed them.</source>
        <translation>As geometrias estão no SRC da camada ou, sem camada, em graus. Uma linha ou um polígono é representado por um ponto sobre ele. Em mapas, os valores aparecem assim que o backend os calcula.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="115"/>
        <source>The encoder is &apos;bundled&apos;, unless you give the id of another one.</source>
        <translation>O codificador é 'bundled', a menos que você informe o id de outro.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="117"/>
        <source>Returns the SatCLIP embedding of a location as an array of numbers.</source>
        <translation>Retorna o embedding do SatCLIP de um local como um array de números.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="130"/>
        <source>Returns a principal component of the SatCLIP embedding of a location, counted from 1.</source>
        <translation>Retorna um componente principal do embedding do SatCLIP de um local, contado a partir de 1.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="145"/>
        <source>Returns the similarity of two locations, as in similarity maps: the cosine of their embeddings, from 1 (most similar) over 0 (unrelated) to -1 (opposite).</source>
        <translation>Retorna a similaridade entre dois locais, como nos mapas de similaridade: o cosseno dos seus embeddings, de 1 (mais semelhante) passando por 0 (sem relação) até -1 (oposto).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="253"/>
        <source>Click on the map. The layer will show the similarity to that location.</source>
        <translation>Clique no mapa. A camada mostrará a similaridade com esse local.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="78"/>
        <source>The map would have {pixels} pixels ({width} x {height}) of {size}. The maximum is {most}. Use a larger pixel size (PIXEL_SIZE), for example {larger}, or a smaller extent (EXTENT).</source>
        <translation>O mapa teria {pixels} pixels ({width} x {height}) de {size}. O máximo é {most}. Use um tamanho de pixel maior (PIXEL_SIZE), por exemplo {larger}, ou uma extensão menor (EXTENT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="59"/>
        <source>In units of the output CRS. Default: a round number at which the map has about a million pixels.</source>
        <translation>Em unidades do SRC de saída. Padrão: um número redondo com o qual o mapa tem cerca de um milhão de pixels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="37"/>
        <source>Encoder: {encoder}</source>
        <translation>Codificador: {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="39"/>
        <source>SHA-256 of the weights: {hash}</source>
        <translation>SHA-256 dos pesos: {hash}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="41"/>
        <source>SHA-256 of the file: {hash}</source>
        <translation>SHA-256 do arquivo: {hash}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="43"/>
        <source>Licence: {licence}</source>
        <translation>Licença: {licence}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="15"/>
        <source>Lower end of the prediction interval</source>
        <translation>Limite inferior do intervalo de predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="16"/>
        <source>Upper end of the prediction interval</source>
        <translation>Limite superior do intervalo de predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="18"/>
        <source>Size of the prediction set</source>
        <translation>Tamanho do conjunto de predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="19"/>
        <source>Relative suitability</source>
        <translation>Adequabilidade relativa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="21"/>
        <source>Dissimilarity index</source>
        <translation>Índice de dissimilaridade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="22"/>
        <source>Inside the area of applicability</source>
        <translation>Dentro da área de aplicabilidade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="23"/>
        <source>Distance to the nearest training point (km)</source>
        <translation>Distância ao ponto de treinamento mais próximo (km)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="26"/>
        <source>Fold</source>
        <translation>Partição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="27"/>
        <source>Observed value</source>
        <translation>Valor observado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="28"/>
        <source>Out-of-fold prediction</source>
        <translation>Predição fora da partição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="29"/>
        <source>Residual (observed - predicted)</source>
        <translation>Resíduo (observado - predito)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="30"/>
        <source>Predicted correctly</source>
        <translation>Predito corretamente</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="32"/>
        <source>Rank</source>
        <translation>Posição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="33"/>
        <source>Reduction of the mean dissimilarity and distance</source>
        <translation>Redução da dissimilaridade e da distância médias</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="34"/>
        <source>Longitude</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="35"/>
        <source>Latitude</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="37"/>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="39"/>
        <source>Colour</source>
        <translation>Cor</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="40"/>
        <source>Area (km²)</source>
        <translation>Área (km²)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="41"/>
        <source>Mean similarity to the cluster centre</source>
        <translation>Similaridade média com o centro do agrupamento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="42"/>
        <source>Principal component 1</source>
        <translation>Componente principal 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="43"/>
        <source>Principal component 2</source>
        <translation>Componente principal 2</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="44"/>
        <source>Principal component 3</source>
        <translation>Componente principal 3</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="46"/>
        <source>Region</source>
        <translation>Região</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="48"/>
        <source>Number of observations</source>
        <translation>Número de observações</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="49"/>
        <source>Score</source>
        <translation>Pontuação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="50"/>
        <source>Lower end of the confidence interval</source>
        <translation>Limite inferior do intervalo de confiança</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="51"/>
        <source>Upper end of the confidence interval</source>
        <translation>Limite superior do intervalo de confiança</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="52"/>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="53"/>
        <source>Encoder or baseline</source>
        <translation>Codificador ou linha de base</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="55"/>
        <source>Dimension</source>
        <translation>Dimensão</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="56"/>
        <source>Score with spatial folds</source>
        <translation>Pontuação com partições espaciais</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="57"/>
        <source>Score with spatial folds, lower end</source>
        <translation>Pontuação com partições espaciais, limite inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="58"/>
        <source>Score with spatial folds, upper end</source>
        <translation>Pontuação com partições espaciais, limite superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="59"/>
        <source>Score with random folds</source>
        <translation>Pontuação com partições aleatórias</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="60"/>
        <source>Difference to the first encoder</source>
        <translation>Diferença em relação ao primeiro codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="61"/>
        <source>Difference to the first encoder, lower end</source>
        <translation>Diferença em relação ao primeiro codificador, limite inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="62"/>
        <source>Difference to the first encoder, upper end</source>
        <translation>Diferença em relação ao primeiro codificador, limite superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="65"/>
        <source>Class name</source>
        <translation>Nome da classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="66"/>
        <source>Points of the class in the map</source>
        <translation>Pontos da classe no mapa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="67"/>
        <source>Points of the class in the reference</source>
        <translation>Pontos da classe na referência</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="68"/>
        <source>Mapped area (km²)</source>
        <translation>Área mapeada (km²)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="69"/>
        <source>Area (km²), standard error</source>
        <translation>Área (km²), erro padrão</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="70"/>
        <source>Area (km²), lower end</source>
        <translation>Área (km²), limite inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="71"/>
        <source>Area (km²), upper end</source>
        <translation>Área (km²), limite superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="72"/>
        <source>User&apos;s accuracy</source>
        <translation>Acurácia do usuário</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="73"/>
        <source>User&apos;s accuracy, standard error</source>
        <translation>Acurácia do usuário, erro padrão</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="74"/>
        <source>User&apos;s accuracy, lower end</source>
        <translation>Acurácia do usuário, limite inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="75"/>
        <source>User&apos;s accuracy, upper end</source>
        <translation>Acurácia do usuário, limite superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="76"/>
        <source>Producer&apos;s accuracy</source>
        <translation>Acurácia do produtor</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="77"/>
        <source>Producer&apos;s accuracy, standard error</source>
        <translation>Acurácia do produtor, erro padrão</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="78"/>
        <source>Producer&apos;s accuracy, lower end</source>
        <translation>Acurácia do produtor, limite inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="79"/>
        <source>Producer&apos;s accuracy, upper end</source>
        <translation>Acurácia do produtor, limite superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="131"/>
        <source>The layer “{layer}” ({name}) is not georeferenced. Georeference it first (Layer &gt; Georeferencer, or Raster &gt; Georeferencer in older versions of QGIS).</source>
        <translation>A camada “{layer}” ({name}) não está georreferenciada. Georreferencie-a primeiro (Camada &gt; Georreferenciador ou, em versões mais antigas do QGIS, Raster &gt; Georreferenciador).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="67"/>
        <source>The layer “{layer}” is not georeferenced. It is taken as a map of the whole globe.</source>
        <translation>A camada “{layer}” não está georreferenciada. Ela é tratada como um mapa de todo o globo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="130"/>
        <source>About {minutes} min left</source>
        <translation>Faltam cerca de {minutes} min</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="146"/>
        <source>{layer}: accuracy and area by class</source>
        <translation>{layer}: acurácia e área por classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="132"/>
        <source>{layer} with embeddings ({encoder})</source>
        <translation>{layer} com embeddings ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="13"/>
        <source>Set-up</source>
        <translation>Configuração</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="14"/>
        <source>Explore</source>
        <translation>Explorar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="15"/>
        <source>Enrich</source>
        <translation>Enriquecer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="17"/>
        <source>Pretrain</source>
        <translation>Pré-treinar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="73"/>
        <source>The map has {width} x {height} pixels of {size}.</source>
        <translation>O mapa tem {width} x {height} pixels de {size}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="97"/>
        <source>The centres of all patches in the folder, as a layer.</source>
        <translation>Os centros de todos os recortes na pasta, como camada.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="98"/>
        <source>Patch locations</source>
        <translation>Localizações dos recortes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="224"/>
        <source>Label places</source>
        <translation>Rotular locais</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="121"/>
        <source>SatCLIP panel</source>
        <translation>Painel do SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="78"/>
        <source>Set up the SatCLIP backend</source>
        <translation>Configurar o backend do SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="106"/>
        <source>Searching for Python</source>
        <translation>Procurando o Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="124"/>
        <source>The backend is not installed yet. It computes the embeddings, and is set up once.</source>
        <translation>O backend ainda não está instalado. Ele calcula os embeddings e é configurado uma única vez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="126"/>
        <source>SatCLIP uses your own environment: {python}</source>
        <translation>O SatCLIP usa seu próprio ambiente: {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="128"/>
        <source>The backend is installed and up to date.</source>
        <translation>O backend está instalado e atualizado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="130"/>
        <source>The installed backend belongs to another version of the plugin. Update it.</source>
        <translation>O backend instalado pertence a outra versão do complemento. Atualize-o.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="168"/>
        <source>Installing the SatCLIP backend</source>
        <translation>Instalando o backend do SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="173"/>
        <source>The backend is ready. What do you want to do next?</source>
        <translation>O backend está pronto. O que você quer fazer agora?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="181"/>
        <source>Enter the path of the Python executable of your environment.</source>
        <translation>Informe o caminho do executável Python do seu ambiente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="191"/>
        <source>What do you want to do next?</source>
        <translation>O que você quer fazer agora?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="206"/>
        <source>Removing the SatCLIP backend</source>
        <translation>Removendo o backend do SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="235"/>
        <source>Cancelled. An installation that worked before is kept.</source>
        <translation>Cancelado. Uma instalação que funcionava antes é mantida.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="239"/>
        <source>The set-up has failed: {error}</source>
        <translation>A configuração falhou: {error}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="239"/>
        <source>Details…</source>
        <translation>Detalhes…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="346"/>
        <source>Copy diagnostic report</source>
        <translation>Copiar relatório de diagnóstico</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="270"/>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="299"/>
        <source>The set-up of SatCLIP continues in the background.</source>
        <translation>A configuração do SatCLIP continua em segundo plano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="300"/>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="319"/>
        <source>Update</source>
        <translation>Atualizar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="350"/>
        <source>Install</source>
        <translation>Instalar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="320"/>
        <source>Test and use</source>
        <translation>Testar e usar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="328"/>
        <source>Install the backend (recommended)</source>
        <translation>Instalar o backend (recomendado)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="329"/>
        <source>Use my own environment</source>
        <translation>Usar meu próprio ambiente</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="347"/>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="348"/>
        <source>Installs the backend again.</source>
        <translation>Instala o backend novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="349"/>
        <source>Remove…</source>
        <translation>Remover…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="59"/>
        <source>Click on the map to label a place. Shift+click removes a label, 1 to 9 choose the class, Ctrl+Z undoes.</source>
        <translation>Clique no mapa para rotular um local. Shift+clique remove um rótulo, 1 a 9 escolhem a classe, Ctrl+Z desfaz.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="65"/>
        <source>GeoPackage…</source>
        <translation>GeoPackage…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="66"/>
        <source>Temporary layer</source>
        <translation>Camada temporária</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="123"/>
        <source>GeoPackage for the labels</source>
        <translation>GeoPackage para os rótulos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="247"/>
        <source>Select features of another vector layer first.</source>
        <translation>Primeiro selecione feições de outra camada vetorial.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="148"/>
        <source>Create a layer for labels, or choose a point layer to continue with.</source>
        <translation>Crie uma camada para rótulos ou escolha uma camada de pontos para continuar com ela.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="262"/>
        <source>Add a class first.</source>
        <translation>Primeiro adicione uma classe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="273"/>
        <source>There is no label here. Shift+click on a label removes it.</source>
        <translation>Não há nenhum rótulo aqui. Shift+clique em um rótulo o remove.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="283"/>
        <source>There is nothing to undo.</source>
        <translation>Não há nada para desfazer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="81"/>
        <source>Add class</source>
        <translation>Adicionar classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="301"/>
        <source>Name of the class:</source>
        <translation>Nome da classe:</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="327"/>
        <source>This class has labels. Remove them first: Shift+click on each, or use the attribute table.</source>
        <translation>Esta classe tem rótulos. Remova-os primeiro: com Shift+clique em cada um ou na tabela de atributos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="358"/>
        <source>This view has no other place to suggest. Pan or zoom the map.</source>
        <translation>Nesta vista não há outro local a sugerir. Mova o mapa ou altere o zoom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="370"/>
        <source>This view has no other place on land to suggest. Pan or zoom the map.</source>
        <translation>Nesta vista não há outro local em terra a sugerir. Mova o mapa ou altere o zoom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="375"/>
        <source>The class of the marked place is uncertain: “{first}” or “{second}”. Label it if you know it.</source>
        <translation>A classe do local marcado é incerta: “{first}” ou “{second}”. Rotule-o se você a conhecer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="55"/>
        <source>not yet known</source>
        <translation>ainda não conhecido</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="74"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="77"/>
        <source>On this computer</source>
        <translation>Neste computador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="96"/>
        <source>On a server</source>
        <translation>Em um servidor</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="79"/>
        <source>Algorithms, live layers and expressions use the backend of a server, which receives your data.</source>
        <translation>Algoritmos, camadas dinâmicas e expressões usam o backend de um servidor, que recebe seus dados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="95"/>
        <source>https, with a certificate that QGIS trusts, or http to this computer, such as for an SSH tunnel.</source>
        <translation>https, com um certificado em que o QGIS confia, ou http para este computador, como em um túnel SSH.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="101"/>
        <source>“Basic authentication” with the server's token as the password, or an API header with it.</source>
        <translation>“Autenticação básica” com o token do servidor como senha ou um cabeçalho de API com ele.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="105"/>
        <source>Tests what is entered here, even if another backend is running: computes an embedding.</source>
        <translation>Testa o que foi informado aqui, mesmo que outro backend esteja em execução: calcula um embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="124"/>
        <source>Python executable</source>
        <translation>Executável Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="125"/>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="126"/>
        <source>Authentication</source>
        <translation>Autenticação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="190"/>
        <source>Not tested yet.</source>
        <translation>Ainda não testado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="192"/>
        <source>The environment variable SATCLIP_PYTHON takes precedence: {python}</source>
        <translation>A variável de ambiente SATCLIP_PYTHON tem precedência: {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="64"/>
        <source>New</source>
        <translation>Nova</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="65"/>
        <source>Create a layer for labels</source>
        <translation>Criar uma camada para rótulos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="72"/>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="73"/>
        <source>New labels get the selected class. Double-click to rename it.</source>
        <translation>Novos rótulos recebem a classe selecionada. Clique duas vezes para renomeá-la.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="51"/>
        <source>Labels</source>
        <translation>Rótulos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="83"/>
        <source>Colour of the selected class</source>
        <translation>Cor da classe selecionada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="87"/>
        <source>Remove the selected class, which must have no labels</source>
        <translation>Remover a classe selecionada, que não pode ter rótulos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="93"/>
        <source>Undo the last label (Ctrl+Z on the map)</source>
        <translation>Desfazer o último rótulo (Ctrl+Z no mapa)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="95"/>
        <source>Label the selected features of the current layer with the selected class</source>
        <translation>Rotular as feições selecionadas da camada atual com a classe selecionada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="104"/>
        <source>Show the place in the current view whose class is most uncertain</source>
        <translation>Mostrar o local na vista atual cuja classe é a mais incerta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="109"/>
        <source>Places with a smaller probability or similarity are transparent</source>
        <translation>Locais com probabilidade ou similaridade menor ficam transparentes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="113"/>
        <source>Open “Fit a model” with these labels as the target</source>
        <translation>Abrir “Ajustar um modelo” com estes rótulos como alvo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="150"/>
        <source>Choose the field with the classes. The layer is then drawn in the colours of its classes.</source>
        <translation>Escolha o campo com as classes. A camada é então desenhada nas cores das suas classes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="154"/>
        <source>These labels are in a temporary layer and are lost when QGIS closes. Right-click the layer and choose “Make Permanent” to keep them.</source>
        <translation>Estes rótulos estão em uma camada temporária e são perdidos quando o QGIS é fechado. Para mantê-los, clique com o botão direito na camada e escolha “Tornar Permanente”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="182"/>
        <source>All classes</source>
        <translation>Todas as classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/similarity_stretch.py" line="58"/>
        <source>The backend sent a reply that this version of the plugin can&apos;t read.</source>
        <translation>O backend enviou uma resposta que esta versão do complemento não consegue ler.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="64"/>
        <source>Clicks add locations that places should not resemble. Or hold Alt when you click.</source>
        <translation>Cliques adicionam locais com os quais os outros não devem se parecer. Ou mantenha Alt pressionado ao clicar.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="80"/>
        <source>Opens the dialog that creates a raster of the view with these settings.</source>
        <translation>Abre o diálogo que cria um raster da vista com estas configurações.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="82"/>
        <source>Saves a PCA basis that is fitted to the view, for maps with the same, comparable colours.</source>
        <translation>Salva uma base da PCA ajustada à vista, para mapas com as mesmas cores, comparáveis.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_task.py" line="55"/>
        <source>Unexpected error ({kind}: {reason}).</source>
        <translation>Erro inesperado ({kind}: {reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="121"/>
        <source>about 2 GB</source>
        <translation>cerca de 2 GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="41"/>
        <source>Remove the backend</source>
        <translation>Remover o backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="24"/>
        <source>Delete the Python environment of the backend ({size})?</source>
        <translation>Excluir o ambiente Python do backend ({size})?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="25"/>
        <source>A running backend is stopped. Your projects, layers and model files stay. So do encoders and caches in {folder}, unless you delete them, too.</source>
        <translation>Um backend em execução é parado. Seus projetos, camadas e arquivos de modelo permanecem. Codificadores e caches em {folder} também permanecem, a menos que você os exclua também.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="31"/>
        <source>Also delete encoders, caches and logs ({size})</source>
        <translation>Excluir também codificadores, caches e logs ({size})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="41"/>
        <source>Encoders that you trained or imported are deleted, too. Models and live layers that use them no longer work. Delete all encoders, caches and logs?</source>
        <translation>Codificadores que você treinou ou importou também são excluídos. Modelos e camadas dinâmicas que os usam deixarão de funcionar. Excluir todos os codificadores, caches e logs?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="59"/>
        <source>The backend was removed. Encoders, caches and logs stay in {folder}.</source>
        <translation>O backend foi removido. Codificadores, caches e logs permanecem em {folder}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="61"/>
        <source>The backend, its encoders, caches and logs were deleted.</source>
        <translation>O backend, seus codificadores, caches e logs foram excluídos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="100"/>
        <source>The runs are listed when the backend is running.</source>
        <translation>As execuções são listadas quando o backend está em execução.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="41"/>
        <source>Searching…</source>
        <translation>Procurando…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="43"/>
        <source>Automatic: the GPU, if it passes a test</source>
        <translation>Automático: a GPU, se ela passar em um teste</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="53"/>
        <source>PyTorch {torch} and the SatCLIP backend {version}, in a separate Python environment. Nothing is installed into the Python environment of QGIS.</source>
        <translation>PyTorch {torch} e o backend do SatCLIP {version}, em um ambiente Python separado. Nada é instalado no ambiente Python do QGIS.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="57"/>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="58"/>
        <source>Where</source>
        <translation>Onde</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="60"/>
        <source>From</source>
        <translation>Origem</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="61"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="75"/>
        <source>found automatically</source>
        <translation>encontrado automaticamente</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="83"/>
        <source>Advanced</source>
        <translation>Avançado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="111"/>
        <source>{python}; uv installs the packages</source>
        <translation>{python}; o uv instala os pacotes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="121"/>
        <source>about 8 GB</source>
        <translation>cerca de 8 GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="123"/>
        <source>{size}; {free} are free</source>
        <translation>{size}; {free} livres</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="126"/>
        <source>The installation needs {needed}. Free some disk space first.</source>
        <translation>A instalação precisa de {needed}. Primeiro libere espaço em disco.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="135"/>
        <source>Choose a folder of wheels below.</source>
        <translation>Escolha uma pasta de wheels abaixo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="136"/>
        <source>pypi.org and download.pytorch.org, or the index in pip&apos;s configuration</source>
        <translation>pypi.org e download.pytorch.org ou o índice na configuração do pip</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="143"/>
        <source>{sources}. The hashes of the packages are not checked.</source>
        <translation>{sources}. Os hashes dos pacotes não são verificados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="154"/>
        <source>The environment must contain the package satclip-backend {version}. It is tested first. SatCLIP never changes it.</source>
        <translation>O ambiente deve conter o pacote satclip-backend {version}. Ele é testado primeiro. O SatCLIP nunca o altera.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="42"/>
        <source>The report is saved next to the model, as an HTML file.</source>
        <translation>O relatório é salvo ao lado do modelo, como arquivo HTML.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="44"/>
        <source>Fits and cross-validates a model of the field in the background.</source>
        <translation>Ajusta e avalia por validação cruzada um modelo do campo em segundo plano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="52"/>
        <source>Opens the dialog of the algorithm with these values.</source>
        <translation>Abre o diálogo do algoritmo com estes valores.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="50"/>
        <source>Models of the project</source>
        <translation>Modelos do projeto</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="52"/>
        <source>Adds the model in a file to the list.</source>
        <translation>Adiciona à lista o modelo de um arquivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="59"/>
        <source>Opens the dialog of a prediction map of the view.</source>
        <translation>Abre o diálogo de um mapa de predição da vista.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="62"/>
        <source>Adds a temporary copy of the layer with predictions, in the background.</source>
        <translation>Adiciona uma cópia temporária da camada com predições, em segundo plano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="94"/>
        <source>There is no report next to the model.</source>
        <translation>Não há relatório ao lado do modelo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="123"/>
        <source>Use a model</source>
        <translation>Usar um modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="82"/>
        <source>Cancelling</source>
        <translation>Cancelando</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="102"/>
        <source>{step} ({time} elapsed)</source>
        <translation>{step} ({time} decorridos)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="50"/>
        <source>Adds a temporary copy of the layer with the embeddings as fields.</source>
        <translation>Adiciona uma cópia temporária da camada com os embeddings como campos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="17"/>
        <source>Points without a class: {count}.</source>
        <translation>Pontos sem classe: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="19"/>
        <source>Points that are not on Earth, which are not used: {count}.</source>
        <translation>Pontos que não ficam na Terra e não são usados: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="28"/>
        <source>Similarity to the labels of one class. Label places of another class to tell them apart.</source>
        <translation>Similaridade com os rótulos de uma classe. Rotule locais de outra classe para distingui-las.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="30"/>
        <source>Similarity to the labels. With two labels of each class, it is compared with a logistic regression.</source>
        <translation>Similaridade com os rótulos. Com dois rótulos de cada classe, ela é comparada com uma regressão logística.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="34"/>
        <source>logistic regression</source>
        <translation>regressão logística</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="34"/>
        <source>similarity</source>
        <translation>similaridade</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="36"/>
        <source>Method: {used}. Leave-one-out balanced accuracy {accuracy} of {labels} labels ({other}: {lower}). Labels close to each other make it too high.</source>
        <translation>Método: {used}. Acurácia balanceada com leave-one-out {accuracy}, com {labels} rótulos ({other}: {lower}). Rótulos próximos uns dos outros a tornam alta demais.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="41"/>
        <source>Method: {used}. Balanced accuracy {accuracy} of {labels} labels in {folds}-fold cross-validation ({other}: {lower}). Labels close to each other make it too high.</source>
        <translation>Método: {used}. Acurácia balanceada {accuracy}, com {labels} rótulos e validação cruzada de {folds} partições ({other}: {lower}). Rótulos próximos uns dos outros a tornam alta demais.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="35"/>
        <source>Data on this computer</source>
        <translation>Dados neste computador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="36"/>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="37"/>
        <source>Clear…</source>
        <translation>Limpar…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="38"/>
        <source>Deletes image features of pretraining, partial downloads, and uploads and results of jobs. Encoders, models and pretraining runs stay.</source>
        <translation>Exclui características de imagens do pré-treinamento, downloads parciais e os envios e resultados de trabalhos. Codificadores, modelos e execuções de pré-treinamento permanecem.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="46"/>
        <source>Remove the backend…</source>
        <translation>Remover o backend…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="47"/>
        <source>Closes the options and opens the set-up, which removes the backend.</source>
        <translation>Fecha as opções e abre a configuração, que remove o backend.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="57"/>
        <source>Data folder</source>
        <translation>Pasta de dados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="69"/>
        <source>Temporary files</source>
        <translation>Arquivos temporários</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="71"/>
        <source>Delete the temporary files? A running backend restarts when it is next needed. Image features of pretraining are computed again, and stopped downloads start from the beginning. Encoders, models and pretraining runs stay.</source>
        <translation>Excluir os arquivos temporários? Um backend em execução é reiniciado quando for necessário novamente. As características de imagens do pré-treinamento são calculadas novamente, e downloads interrompidos recomeçam do início. Codificadores, modelos e execuções de pré-treinamento permanecem.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="72"/>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="86"/>
        <source>Deleting…</source>
        <translation>Excluindo…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="93"/>
        <source>{size}. Nothing was deleted, because jobs are running: {jobs}.</source>
        <translation>{size}. Nada foi excluído, porque há trabalhos em execução: {jobs}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="108"/>
        <source>Open folder</source>
        <translation>Abrir pasta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="110"/>
        <source>Opens the folder in the file manager. It is created when it is first needed.</source>
        <translation>Abre a pasta no gerenciador de arquivos. Ela é criada quando for necessária pela primeira vez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="114"/>
        <source>Replace {files}?</source>
        <translation>Substituir {files}?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="130"/>
        <source>Open report</source>
        <translation>Abrir relatório</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="137"/>
        <source>Open a model</source>
        <translation>Abrir um modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="146"/>
        <source>The project has no model yet. Fit one, or open a file.</source>
        <translation>O projeto ainda não tem nenhum modelo. Ajuste um ou abra um arquivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="173"/>
        <source>Target: {field}</source>
        <translation>Alvo: {field}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="177"/>
        <source>Balanced accuracy</source>
        <translation>Acurácia balanceada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="179"/>
        <source>kNNDM</source>
        <translation>kNNDM</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="180"/>
        <source>spatial blocks</source>
        <translation>blocos espaciais</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="181"/>
        <source>leave one group out</source>
        <translation>deixar um grupo de fora</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="182"/>
        <source>random folds, optimistic</source>
        <translation>partições aleatórias, otimistas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="184"/>
        <source>{score}: {value} ({folds})</source>
        <translation>{score}: {value} ({folds})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="192"/>
        <source>Observations: {count}</source>
        <translation>Observações: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="195"/>
        <source>Encoders: {encoders}</source>
        <translation>Codificadores: {encoders}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="53"/>
        <source>Help</source>
        <translation>Ajuda</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="61"/>
        <source>Start the backend. It also starts when it is needed.</source>
        <translation>Inicia o backend. Ele também é iniciado quando é necessário.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="92"/>
        <source>The backend is not set up.</source>
        <translation>O backend não está configurado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="93"/>
        <source>The backend is stopped.</source>
        <translation>O backend está parado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="94"/>
        <source>The backend is starting…</source>
        <translation>O backend está iniciando…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="95"/>
        <source>The backend is running.</source>
        <translation>O backend está em execução.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="100"/>
        <source>The backend is running ({details}).</source>
        <translation>O backend está em execução ({details}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/encoder_choice.py" line="19"/>
        <source>The encoder that all sections use</source>
        <translation>O codificador que todas as seções usam</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="40"/>
        <source>Limits of the backend on this computer</source>
        <translation>Limites do backend neste computador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="44"/>
        <source>Where embeddings and models are computed. “Test” shows whether the computer has the device.</source>
        <translation>Onde embeddings e modelos são calculados. “Testar” mostra se o computador tem o dispositivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="47"/>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="48"/>
        <source>Processor cores that the backend uses. Fewer leave more for other programs.</source>
        <translation>Núcleos do processador que o backend usa. Menos núcleos deixam mais para outros programas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="51"/>
        <source>No limit</source>
        <translation>Sem limite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="51"/>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="52"/>
        <source>Memory that the backend and each of its jobs may use. A job that needs more fails with a message.</source>
        <translation>Memória que o backend e cada um dos seus trabalhos podem usar. Um trabalho que precisa de mais falha com uma mensagem.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="52"/>
        <source>The memory can be limited on Linux only.</source>
        <translation>A memória só pode ser limitada no Linux.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="60"/>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="60"/>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="61"/>
        <source>Minutes without a request after which the backend ends and frees its memory.</source>
        <translation>Minutos sem solicitação após os quais o backend é encerrado e libera sua memória.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="64"/>
        <source>Offline: no connections to the internet</source>
        <translation>Offline: sem conexões com a internet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="65"/>
        <source>The backend downloads no encoders and reads no images at URLs. It says so if an algorithm needs them.</source>
        <translation>O backend não baixa codificadores nem lê imagens em URLs. Ele avisa se um algoritmo precisar deles.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="72"/>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="73"/>
        <source>Processor cores</source>
        <translation>Núcleos do processador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="74"/>
        <source>Memory</source>
        <translation>Memória</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="75"/>
        <source>Ends when unused for</source>
        <translation>Encerra sem uso após</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="77"/>
        <source>Changes apply at once if no job is running, otherwise when the jobs have ended.</source>
        <translation>As alterações valem imediatamente se nenhum trabalho estiver em execução; caso contrário, quando os trabalhos terminarem.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>Automatic (the fastest)</source>
        <translation>Automático (o mais rápido)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>Processor</source>
        <translation>Processador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>NVIDIA GPU</source>
        <translation>GPU NVIDIA</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="103"/>
        <source>Apple GPU</source>
        <translation>GPU Apple</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="217"/>
        <source>The new options apply when the running jobs of the backend have ended: {jobs}.</source>
        <translation>As novas opções valem quando os trabalhos em execução do backend terminarem: {jobs}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="223"/>
        <source>The backend ends, and starts with the new options when it is next needed.</source>
        <translation>O backend é encerrado e inicia com as novas opções quando for necessário novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_maps.py" line="58"/>
        <source>Save the PCA basis of the view</source>
        <translation>Salvar a base da PCA da vista</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_maps.py" line="76"/>
        <source>Create a map with this basis…</source>
        <translation>Criar um mapa com esta base…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="56"/>
        <source>Negative examples</source>
        <translation>Exemplos negativos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="146"/>
        <source>“{algorithm}” is running.</source>
        <translation>“{algorithm}” está em execução.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="167"/>
        <source>More warnings in the message log: {count}.</source>
        <translation>Mais avisos nas mensagens de log: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="168"/>
        <source>“{algorithm}” has finished.</source>
        <translation>“{algorithm}” foi concluído.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="174"/>
        <source>See the message log.</source>
        <translation>Veja as mensagens de log.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="175"/>
        <source>“{algorithm}” failed. {reason}</source>
        <translation>“{algorithm}” falhou. {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="177"/>
        <source>More options…</source>
        <translation>Mais opções…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="75"/>
        <source>Click on the map to show similar places. Hold Ctrl or Shift to add a location, or Alt to add a location that places should not resemble.</source>
        <translation>Clique no mapa para mostrar locais semelhantes. Mantenha Ctrl ou Shift pressionado para adicionar um local, ou Alt para adicionar um local com o qual os outros não devem se parecer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="263"/>
        <source>Click a location that places should resemble first.</source>
        <translation>Primeiro clique em um local com o qual os outros devem se parecer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="271"/>
        <source>The maximum is {most} locations. Click without a key to start again.</source>
        <translation>O máximo é {most} locais. Clique sem nenhuma tecla para recomeçar.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="92"/>
        <source>Live classes ({encoder})</source>
        <translation>Classes dinâmicas ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="41"/>
        <source>Colours</source>
        <translation>Cores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="98"/>
        <source>{range}: predicted too high</source>
        <translation>{range}: predição alta demais</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="100"/>
        <source>{range}: predicted too low</source>
        <translation>{range}: predição baixa demais</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="196"/>
        <source>Probability of {value}</source>
        <translation>Probabilidade de {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="229"/>
        <source>Lower limit</source>
        <translation>Limite inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="230"/>
        <source>Upper limit</source>
        <translation>Limite superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="126"/>
        <source>Faded: sea, unknown to the encoder</source>
        <translation>Esmaecido: mar, desconhecido do codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="173"/>
        <source>{component}: {percent} % of the variance</source>
        <translation>{component}: {percent} % da variância</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="57"/>
        <source>{file} exists already. Choose another name, or add the file to the project and continue with it.</source>
        <translation>{file} já existe. Escolha outro nome ou adicione o arquivo ao projeto e continue com ele.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="69"/>
        <source>{file} could not be written: {reason}</source>
        <translation>Não foi possível gravar {file}: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="38"/>
        <source>The field “{field}” identifies the features of “{layer}”. Choose another field.</source>
        <translation>O campo “{field}” identifica as feições de “{layer}”. Escolha outro campo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="48"/>
        <source>The field “{field}” of “{layer}” has more than {most} different values. Choose another field.</source>
        <translation>O campo “{field}” de “{layer}” tem mais de {most} valores diferentes. Escolha outro campo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="90"/>
        <source>Enter a name for the class.</source>
        <translation>Informe um nome para a classe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="97"/>
        <source>The field “{field}” holds integers. Enter a number for the class.</source>
        <translation>O campo “{field}” contém números inteiros. Informe um número para a classe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="107"/>
        <source>There is a class “{name}” already.</source>
        <translation>Já existe uma classe “{name}”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="109"/>
        <source>The maximum is {most} classes.</source>
        <translation>O máximo é {most} classes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="92"/>
        <source>“{layer}” has more than {most} labels, the maximum for a live layer. Use “Fit a model”.</source>
        <translation>“{layer}” tem mais de {most} rótulos, o máximo para uma camada dinâmica. Use “Ajustar um modelo”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="110"/>
        <source>This place is outside the area of the CRS of “{layer}”.</source>
        <translation>Este local fica fora da área do SRC de “{layer}”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="214"/>
        <source>The labels could not be added to “{layer}”.</source>
        <translation>Não foi possível adicionar os rótulos a “{layer}”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="71"/>
        <source>“{layer}” can't be edited. Export it to a GeoPackage, and continue with that.</source>
        <translation>Não é possível editar “{layer}”. Exporte a camada para um GeoPackage e continue com ele.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="38"/>
        <source>Label</source>
        <translation>Rotular</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="47"/>
        <source>“{layer}” can't be edited now.</source>
        <translation>Não é possível editar “{layer}” agora.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="78"/>
        <source>The labels could not be saved in “{layer}”: {reason}</source>
        <translation>Não foi possível salvar os rótulos em “{layer}”: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/backend_setup.py" line="104"/>
        <source>An offline installation needs a folder of wheels.</source>
        <translation>Uma instalação offline precisa de uma pasta de wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="140"/>
        <source>uv has failed. Installing with pip instead</source>
        <translation>O uv falhou. Instalando com o pip em vez disso</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="172"/>
        <source>Creating a Python environment</source>
        <translation>Criando um ambiente Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="187"/>
        <source>Installing the dependencies of the backend</source>
        <translation>Instalando as dependências do backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="195"/>
        <source>Installing the backend</source>
        <translation>Instalando o backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="207"/>
        <source>Testing the environment: computing an embedding</source>
        <translation>Testando o ambiente: calculando um embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="213"/>
        <source>The GPU can&apos;t be used. Installing PyTorch for the processor instead</source>
        <translation>A GPU não pode ser usada. Instalando o PyTorch para o processador em vez disso</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="228"/>
        <source>Installing PyTorch</source>
        <translation>Instalando o PyTorch</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="91"/>
        <source>The algorithm returns when training has started. Training continues when QGIS is closed. The SatCLIP panel shows the progress.</source>
        <translation>O algoritmo retorna quando o treinamento começa. O treinamento continua mesmo com o QGIS fechado. O painel do SatCLIP mostra o progresso.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="201"/>
        <source>The run “{run}” continues in the background. The SatCLIP panel shows its progress. The encoder becomes available when the run has finished.</source>
        <translation>A execução “{run}” continua em segundo plano. O painel do SatCLIP mostra seu progresso. O codificador fica disponível quando a execução for concluída.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="322"/>
        <source>There is no stopped run “{run}” to resume (RESUME). See Pretrain in the SatCLIP panel.</source>
        <translation>Não há execução parada “{run}” para retomar (RESUME). Veja Pré-treinar no painel do SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="329"/>
        <source>A run “{run}” already exists. Resume it (RESUME), delete it in the SatCLIP panel, or choose another name.</source>
        <translation>Já existe uma execução “{run}”. Retome-a (RESUME), exclua-a no painel do SatCLIP ou escolha outro nome.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="62"/>
        <source>Adds the bands Red, Green and Blue to three or more components. They show the first three in balanced colours, as in the live layer.</source>
        <translation>Com três ou mais componentes, adiciona as bandas Vermelho, Verde e Azul. Elas mostram os três primeiros em cores equilibradas, como na camada dinâmica.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="66"/>
        <source>Add colour bands</source>
        <translation>Adicionar bandas de cor</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="58"/>
        <source>Features that the map should be unlike. The direction is twice the mean of the reference points minus the mean of these.</source>
        <translation>Feições com as quais o mapa não deve se parecer. A direção é o dobro da média dos pontos de referência menos a média destas feições.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="99"/>
        <source>There are more than {most} reference points. Select some features and check “Selected features only” ({parameter}).</source>
        <translation>Há mais de {most} pontos de referência. Selecione algumas feições e marque “Apenas feições selecionadas” ({parameter}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="143"/>
        <source>Example model…</source>
        <translation>Modelo de exemplo…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="144"/>
        <source>Opens a model for Processing: from points to a prediction map.</source>
        <translation>Abre um modelo de processamento: de pontos a um mapa de predição.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="132"/>
        <source>{text} It uses {size}. Encoders and caches use {data}.</source>
        <translation>{text} Ele usa {size}. Codificadores e caches usam {data}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/example_model.py" line="16"/>
        <source>Points to prediction map</source>
        <translation>De pontos a mapa de predição</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="138"/>
        <source>{sources}. The hashes of all packages except PyTorch are checked.</source>
        <translation>{sources}. Os hashes de todos os pacotes, exceto o PyTorch, são verificados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="106"/>
        <source>Cluster</source>
        <translation>Agrupamento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="128"/>
        <source>Locations at sea, where the similarity means little: {count}</source>
        <translation>Locais no mar, onde a similaridade diz pouco: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="66"/>
        <source>Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “Where the encoder was trained” leaves out the sea if the encoder knows only land: there, the similarity means nothing.</source>
        <translation>Deixa sem dados os pixels no mar ou em terra, exceto os da costa (Natural Earth, resolução de 0.1 grau). “Onde o codificador foi treinado” deixa o mar de fora se o codificador conhece somente terra: ali, a similaridade não significa nada.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="72"/>
        <source>Where the encoder was trained</source>
        <translation>Onde o codificador foi treinado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="77"/>
        <source>Pixels to map</source>
        <translation>Pixels a mapear</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="122"/>
        <source>SatCLIP uses the backend of a server: {url}</source>
        <translation>O SatCLIP usa o backend de um servidor: {url}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="352"/>
        <source>Use a server…</source>
        <translation>Usar um servidor…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="353"/>
        <source>Opens the options, where the backend of a server can be chosen.</source>
        <translation>Abre as opções, onde se pode escolher o backend de um servidor.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="63"/>
        <source>New run…</source>
        <translation>Nova execução…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="64"/>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="66"/>
        <source>Resume</source>
        <translation>Retomar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="68"/>
        <source>Finish</source>
        <translation>Concluir</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="74"/>
        <source>Show model card</source>
        <translation>Mostrar ficha do modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="58"/>
        <source>Create map…</source>
        <translation>Criar mapa…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="92"/>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="94"/>
        <source>Label selected</source>
        <translation>Rotular seleção</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="103"/>
        <source>Next place</source>
        <translation>Próximo local</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="112"/>
        <source>Fit a model…</source>
        <translation>Ajustar um modelo…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="254"/>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="271"/>
        <source>Threshold</source>
        <translation>Limiar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="53"/>
        <source>Add layer</source>
        <translation>Adicionar camada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="55"/>
        <source>Update layer</source>
        <translation>Atualizar camada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="67"/>
        <source>Use selected points</source>
        <translation>Usar pontos selecionados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="81"/>
        <source>Save PCA basis…</source>
        <translation>Salvar base da PCA…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="157"/>
        <source>Style</source>
        <translation>Estilo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="43"/>
        <source>Fit</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="51"/>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="113"/>
        <source>Model file</source>
        <translation>Arquivo do modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="38"/>
        <source>Selected features only</source>
        <translation>Apenas feições selecionadas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="49"/>
        <source>Add embeddings</source>
        <translation>Adicionar embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="58"/>
        <source>Set up…</source>
        <translation>Configurar…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="60"/>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="105"/>
        <source>Cosine similarity (0: unrelated)</source>
        <translation>Similaridade de cosseno (0: sem relação)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="104"/>
        <source>{step} ({time} elapsed, less than a minute left)</source>
        <translation>{step} ({time} decorridos, falta menos de um minuto)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="106"/>
        <source>{step} ({time} elapsed, about {minutes} min left)</source>
        <translation>{step} ({time} decorridos, faltam cerca de {minutes} min)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="96"/>
        <source>The backend has exited. Try again: the next request restarts it. If this happens again, see the log file {log}.</source>
        <translation>O backend foi encerrado. Tente novamente: a próxima solicitação o reinicia. Se isso acontecer de novo, consulte o arquivo de log {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="101"/>
        <source>The backend has not answered in time. Try again.</source>
        <translation>O backend não respondeu a tempo. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="102"/>
        <source>The request to the backend has failed ({reason}). Try again.</source>
        <translation>A solicitação ao backend falhou ({reason}). Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/proof.py" line="62"/>
        <source>The program on the backend&apos;s port could not be authenticated, so nothing was sent to it. Try again. If this happens again, restart the computer.</source>
        <translation>Não foi possível autenticar o programa na porta do backend, portanto nada foi enviado a ele. Tente novamente. Se isso acontecer de novo, reinicie o computador.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="27"/>
        <source>The layer</source>
        <translation>A camada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="36"/>
        <source>{name} is too large: {size} bytes. The maximum is {most} bytes. Use fewer features or fields.</source>
        <translation>{name}: {size} bytes são demais. O máximo são {most} bytes. Use menos feições ou campos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="91"/>
        <source>{file} was truncated during the upload. Try again.</source>
        <translation>{file} foi truncado durante o envio. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="96"/>
        <source>The data</source>
        <translation>Os dados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="100"/>
        <source>{file} can&apos;t be read: {reason}.</source>
        <translation>Não é possível ler {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="60"/>
        <source>{path} could not be deleted. Close other programs that use it, and try again.</source>
        <translation>Não foi possível excluir {path}. Feche outros programas que o usam e tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="10"/>
        <source>Run the algorithm “Set up the backend” (satclip:setupbackend).</source>
        <translation>Execute o algoritmo “Configurar o backend” (satclip:setupbackend).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="142"/>
        <source>The backend has not responded for {seconds} seconds. Try again.</source>
        <translation>O backend não responde há {seconds} segundos. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="107"/>
        <source>an array that can&apos;t be read</source>
        <translation>uma matriz que não pode ser lida</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="235"/>
        <source>a reply without a protocol version</source>
        <translation>uma resposta sem versão de protocolo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="237"/>
        <source>The backend uses protocol version {spoken}, and this plugin uses version {needed}.</source>
        <translation>O backend usa a versão {spoken} do protocolo, e este complemento usa a versão {needed}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="264"/>
        <source>more data than requested</source>
        <translation>mais dados do que o solicitado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="289"/>
        <source>{file} could not be written: {reason}.</source>
        <translation>Não foi possível gravar {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="303"/>
        <source>The backend has stopped responding. Its process has exited or hangs. Try again.</source>
        <translation>O backend parou de responder. O processo dele foi encerrado ou travou. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="307"/>
        <source>something that is not HTTP</source>
        <translation>algo que não é HTTP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="309"/>
        <source>The backend can&apos;t be reached on this computer ({reason}). Try again. If this happens again, restart QGIS.</source>
        <translation>Não é possível acessar o backend neste computador ({reason}). Tente novamente. Se isso acontecer de novo, reinicie o QGIS.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="320"/>
        <source>The server on the backend&apos;s port rejects the access token of QGIS. Close other copies of the backend, or restart the computer, and try again.</source>
        <translation>O servidor na porta do backend rejeita o token de acesso do QGIS. Feche outras cópias do backend ou reinicie o computador, e tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="330"/>
        <source>the status {status} without an error message</source>
        <translation>o status {status} sem mensagem de erro</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="340"/>
        <source>text that is not JSON</source>
        <translation>texto que não é JSON</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="342"/>
        <source>JSON that is not an object</source>
        <translation>JSON que não é um objeto</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="347"/>
        <source>The server on the backend&apos;s port sent {what}. It may be another program. Try again.</source>
        <translation>O servidor na porta do backend enviou o seguinte: {what}. Talvez seja outro programa. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="124"/>
        <source>The backend sent an invalid list of encoders. Try again.</source>
        <translation>O backend enviou uma lista de codificadores inválida. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="145"/>
        <source>The backend sent an array of shape {shape} for {count} points. Try again.</source>
        <translation>O backend enviou uma matriz de forma {shape} para {count} pontos. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="162"/>
        <source>The backend accepted the upload but returned no id. Try again.</source>
        <translation>O backend aceitou o envio, mas não retornou um id. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="175"/>
        <source>The backend accepted the job but returned no id. Try again.</source>
        <translation>O backend aceitou o trabalho, mas não retornou um id. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="198"/>
        <source>The connection to the backend at {url} was interrupted during the job. Run the algorithm again.</source>
        <translation>A conexão com o backend em {url} foi interrompida durante o trabalho. Execute o algoritmo novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="204"/>
        <source>The backend exited during the job. Run the algorithm again. If it fails again, see the log file {log}.</source>
        <translation>O backend foi encerrado durante o trabalho. Execute o algoritmo novamente. Se falhar de novo, consulte o arquivo de log {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="208"/>
        <source>Last output: {said}</source>
        <translation>Última saída: {said}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="236"/>
        <source>The backend sent an invalid list of runs. Try again.</source>
        <translation>O backend enviou uma lista de execuções inválida. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="269"/>
        <source>The job failed without an error message.</source>
        <translation>O trabalho falhou sem mensagem de erro.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="271"/>
        <source>The job was dismissed by another client.</source>
        <translation>O trabalho foi descartado por outro programa.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="318"/>
        <source>The backend has exited and is restarted</source>
        <translation>O backend foi encerrado e está sendo reiniciado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="322"/>
        <source>The backend exited twice on the same request. {said} Log file: {log}.</source>
        <translation>O backend foi encerrado duas vezes na mesma solicitação. {said} Arquivo de log: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="46"/>
        <source>{python} does not exist. Choose a Python executable.</source>
        <translation>{python} não existe. Escolha um executável Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="50"/>
        <source>The backend of {python} has version {other}, and this plugin needs version {version}.</source>
        <translation>O backend de {python} tem a versão {other}, e este complemento precisa da versão {version}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="58"/>
        <source>{python} has no working backend ({said}).</source>
        <translation>{python} não tem um backend que funcione ({said}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="282"/>
        <source>no error message</source>
        <translation>nenhuma mensagem de erro</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="80"/>
        <source>{python} can&apos;t be run ({reason}). Choose a Python executable.</source>
        <translation>Não é possível executar {python} ({reason}). Escolha um executável Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="96"/>
        <source>{python} has not ended within {seconds} seconds. Choose a Python executable.</source>
        <translation>{python} não terminou em {seconds} segundos. Escolha um executável Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="128"/>
        <source>Run the algorithm “Set up the backend” (satclip:setupbackend), or choose an environment that contains the backend in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Execute o algoritmo “Configurar o backend” (satclip:setupbackend), ou escolha um ambiente que contenha o backend em Configurações &gt; Opções &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="133"/>
        <source>The backend is not installed.</source>
        <translation>O backend não está instalado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="134"/>
        <source>The backend is not installed ({python} does not exist).</source>
        <translation>O backend não está instalado ({python} não existe).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="140"/>
        <source>Starting the backend</source>
        <translation>Iniciando o backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="154"/>
        <source>Another QGIS window is still starting the backend. Close that window and try again.</source>
        <translation>Outra janela do QGIS ainda está iniciando o backend. Feche essa janela e tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="223"/>
        <source>Another QGIS window is running a job on backend version {other}, and this plugin needs version {needed}. Wait until the job has finished, or close that window.</source>
        <translation>Outra janela do QGIS está executando um trabalho com a versão {other} do backend, e este complemento precisa da versão {needed}. Aguarde o fim do trabalho ou feche essa janela.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="253"/>
        <source>{python} can&apos;t be run ({reason}).</source>
        <translation>Não é possível executar {python} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="280"/>
        <source>The backend is not installed in the environment of {python}.</source>
        <translation>O backend não está instalado no ambiente de {python}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="289"/>
        <source>The backend did not start within {seconds} seconds. {said} Log file: {log}.</source>
        <translation>O backend não iniciou em {seconds} segundos. {said} Arquivo de log: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="298"/>
        <source>The backend in {python} has version {other} (protocol {spoken}), and this plugin needs version {version} (protocol {protocol}).</source>
        <translation>O backend em {python} tem a versão {other} (protocolo {spoken}), e este complemento precisa da versão {version} (protocolo {protocol}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="75"/>
        <source>{path} can&apos;t be written ({reason}). Choose another folder.</source>
        <translation>Não é possível gravar {path} ({reason}). Escolha outra pasta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="84"/>
        <source>Another QGIS window or program is installing the backend in {folder}. Wait until it is done.</source>
        <translation>Outra janela do QGIS ou outro programa está instalando o backend em {folder}. Aguarde até que termine.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="150"/>
        <source>{path} already exists and was not created by this installer. Choose another folder, or remove it.</source>
        <translation>{path} já existe e não foi criado por este instalador. Escolha outra pasta ou remova esta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="162"/>
        <source>The backend needs {needed} GB of disk space, and {folder} has {free} GB free. Free some disk space, or set the environment variable SATCLIP_HOME to a folder on another disk.</source>
        <translation>O backend precisa de {needed} GB de espaço em disco, e {folder} tem {free} GB livres. Libere espaço em disco, ou defina a variável de ambiente SATCLIP_HOME para uma pasta em outro disco.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="96"/>
        <source>{path} (does not run)</source>
        <translation>{path} (não executa)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="99"/>
        <source>{path} (version {version})</source>
        <translation>{path} (versão {version})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="101"/>
        <source>{path} (32-bit)</source>
        <translation>{path} (32 bits)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="111"/>
        <source>{python} can&apos;t create environments: the modules venv and ensurepip are missing. On Debian and Ubuntu, install them with: sudo apt install python3-venv</source>
        <translation>{python} não pode criar ambientes: faltam os módulos venv e ensurepip. No Debian e no Ubuntu, instale-os com: sudo apt install python3-venv</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="117"/>
        <source>No Python 3.10 to 3.14 (64-bit) was found. Install Python from python.org or with your package manager, or enter the path of a Python executable.</source>
        <translation>Nenhum Python 3.10 a 3.14 (64 bits) foi encontrado. Instale o Python de python.org ou com seu gerenciador de pacotes, ou informe o caminho de um executável Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="122"/>
        <source>Tried: {pythons}.</source>
        <translation>Tentados: {pythons}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>PyTorch can&apos;t use the NVIDIA GPU. Update its driver, or choose PyTorch for the processor.</source>
        <translation>O PyTorch não pode usar a GPU NVIDIA. Atualize o driver dela, ou escolha o PyTorch para o processador.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The hash of a package does not match the lock file of the plugin, so nothing was installed. Try again later. If your organisation builds its own packages, enter its package index or a folder of wheels. Their hashes are not checked.</source>
        <translation>O hash de um pacote não corresponde ao arquivo de bloqueio do complemento, portanto nada foi instalado. Tente novamente mais tarde. Se sua organização compila seus próprios pacotes, informe o índice de pacotes dela ou uma pasta de wheels. Os hashes deles não são verificados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The disk is full. Free about 3 GB, including the disk of the temporary folder, and try again.</source>
        <translation>O disco está cheio. Libere cerca de 3 GB, também no disco da pasta temporária, e tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The certificate of the package index could not be verified. Your network may inspect TLS connections. Add the certificate of your organisation in QGIS (Settings &gt; Options &gt; Authentication &gt; Manage certificates &gt; Authorities), or install from a folder of wheels.</source>
        <translation>Não foi possível verificar o certificado do índice de pacotes. Talvez sua rede inspecione conexões TLS. Adicione o certificado da sua organização no QGIS (Configurações &gt; Opções &gt; Autenticação &gt; Gerenciar certificados &gt; Autoridades), ou instale a partir de uma pasta de wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The proxy requires a user name and a password. Enter both in Settings &gt; Options &gt; Network.</source>
        <translation>O proxy exige um nome de usuário e uma senha. Informe ambos em Configurações &gt; Opções &gt; Rede.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The proxy refused the connection. Check the proxy in Settings &gt; Options &gt; Network.</source>
        <translation>O proxy recusou a conexão. Verifique o proxy em Configurações &gt; Opções &gt; Rede.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index refused access. Check its URL, the user name and the password.</source>
        <translation>O índice de pacotes recusou o acesso. Verifique a URL dele, o nome de usuário e a senha.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index did not answer in time. Try again: what was downloaded is kept. If it happens again, check the internet connection and the proxy (Settings &gt; Options &gt; Network).</source>
        <translation>O índice de pacotes não respondeu a tempo. Tente novamente: o que foi baixado é mantido. Se isso acontecer de novo, verifique a conexão com a internet e o proxy (Configurações &gt; Opções &gt; Rede).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index can&apos;t be reached. Check the internet connection and the proxy (Settings &gt; Options &gt; Network), or install from a folder of wheels.</source>
        <translation>Não é possível acessar o índice de pacotes. Verifique a conexão com a internet e o proxy (Configurações &gt; Opções &gt; Rede), ou instale a partir de uma pasta de wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>A package is not available for this system and Python version. Choose another Python (3.11 to 3.13, 64-bit), or a folder of wheels that contains the package.</source>
        <translation>Um pacote não está disponível para este sistema e esta versão do Python. Escolha outro Python (3.11 a 3.13, 64 bits) ou uma pasta de wheels que contenha o pacote.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>PyTorch can&apos;t load a library of Windows. Install the Microsoft Visual C++ Redistributable (x64) from microsoft.com, and try again.</source>
        <translation>O PyTorch não pode carregar uma biblioteca do Windows. Instale o Microsoft Visual C++ Redistributable (x64) de microsoft.com e tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>Another program, such as an antivirus program, holds or blocks a file. Close QGIS windows and programs that use the folder, exclude the folder from antivirus scans, and try again.</source>
        <translation>Outro programa, como um antivírus, retém ou bloqueia um arquivo. Feche janelas do QGIS e programas que usam a pasta, exclua a pasta das verificações do antivírus e tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The system denied access to a file. Choose a folder that you may write to, and exclude it from antivirus scans.</source>
        <translation>O sistema negou o acesso a um arquivo. Escolha uma pasta em que você possa gravar e exclua-a das verificações do antivírus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="130"/>
        <source>no output</source>
        <translation>nenhuma saída</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="132"/>
        <source>The folder of wheels {folder} contains no wheel of {package} for this system and Python version. Create it with the same system and Python version (make wheelhouse). Log file: {log}.</source>
        <translation>A pasta de wheels {folder} não contém nenhum wheel de {package} para este sistema e esta versão do Python. Crie-a com o mesmo sistema e a mesma versão do Python (make wheelhouse). Arquivo de log: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="140"/>
        <source>{advice} ({said}. Log file: {log}.)</source>
        <translation>{advice} ({said}. Arquivo de log: {log}.)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="141"/>
        <source>The Python environment could not be created: {said}. Log file: {log}.</source>
        <translation>Não foi possível criar o ambiente Python: {said}. Arquivo de log: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="67"/>
        <source>The address of the backend&apos;s server must be like https://gis.example.org or http://127.0.0.1:8123.</source>
        <translation>O endereço do servidor do backend deve ser como https://gis.example.org ou http://127.0.0.1:8123.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="74"/>
        <source>The address of the backend&apos;s server must not contain a user name or password. Use an authentication configuration.</source>
        <translation>O endereço do servidor do backend não deve conter nome de usuário nem senha. Use uma configuração de autenticação.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="81"/>
        <source>{host} must be asked by https, because http would send the login and your data readable for others. http is for this computer only, such as http://127.0.0.1:8123 for an SSH tunnel.</source>
        <translation>{host} deve ser acessado por https, porque http enviaria as credenciais e seus dados de forma legível para outros. http é somente para este computador, como http://127.0.0.1:8123 para um túnel SSH.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="105"/>
        <source>The authentication configuration {id} can&apos;t be used. Unlock or choose it in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Não é possível usar a configuração de autenticação {id}. Desbloqueie-a ou escolha-a em Configurações &gt; Opções &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="123"/>
        <source>The backend at {url} needs its token. Choose an authentication configuration of the kind “Basic authentication” with the token as the password in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>O backend em {url} precisa do token dele. Escolha em Configurações &gt; Opções &gt; SatCLIP uma configuração de autenticação do tipo “Autenticação básica” com o token como senha.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="148"/>
        <source>Check the address and the authentication in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Verifique o endereço e a autenticação em Configurações &gt; Opções &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="202"/>
        <source>No backend responds at {url}. Is the SSH tunnel open?</source>
        <translation>Nenhum backend responde em {url}. O túnel SSH está aberto?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="177"/>
        <source>{url} is not a SatCLIP backend.</source>
        <translation>{url} não é um backend do SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="179"/>
        <source>The server {host} has version {other} of the backend, and this plugin needs version {version}. Update the older one.</source>
        <translation>O servidor {host} tem a versão {other} do backend, e este complemento precisa da versão {version}. Atualize a mais antiga.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="261"/>
        <source>The certificate of {host} is not valid: {reason}. Check the address. If the authority is your organisation&apos;s, add it in Settings &gt; Options &gt; Authentication &gt; Manage Certificates.</source>
        <translation>O certificado de {host} não é válido: {reason}. Verifique o endereço. Se a autoridade for a da sua organização, adicione-a em Configurações &gt; Opções &gt; Autenticação &gt; Gerenciar certificados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="268"/>
        <source>The server {host} was not found.</source>
        <translation>O servidor {host} não foi encontrado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="270"/>
        <source>The server {host} does not respond. Try again later.</source>
        <translation>O servidor {host} não responde. Tente novamente mais tarde.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="274"/>
        <source>The connection to {host} was refused or interrupted.</source>
        <translation>A conexão com {host} foi recusada ou interrompida.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="278"/>
        <source>No secure connection to {host} could be established ({reason}).</source>
        <translation>Não foi possível estabelecer uma conexão segura com {host} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="286"/>
        <source>The server {host} sent something that is not HTTP.</source>
        <translation>O servidor {host} enviou algo que não é HTTP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="290"/>
        <source>The server {host} can&apos;t be reached ({reason}).</source>
        <translation>Não é possível acessar o servidor {host} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="154"/>
        <source>The server {host} rejects the login.</source>
        <translation>O servidor {host} rejeita as credenciais.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="304"/>
        <source>The server {host} answered with the status {status} instead of the backend. Its backend may not be running.</source>
        <translation>O servidor {host} respondeu com o status {status} em vez do backend. Talvez o backend dele não esteja em execução.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="315"/>
        <source>The server {host} has another version of the backend than this plugin. Update the older one.</source>
        <translation>O servidor {host} tem outra versão do backend que este complemento. Atualize a mais antiga.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/columns.py" line="69"/>
        <source>The backend sent a table that can&apos;t be read. Try again.</source>
        <translation>O backend enviou uma tabela que não pode ser lida. Tente novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="123"/>
        <source>The environment in {folder} is already installed.</source>
        <translation>O ambiente em {folder} já está instalado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="155"/>
        <source>Deleting the previous environment</source>
        <translation>Excluindo o ambiente anterior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="160"/>
        <source>The environment in {folder} is ready.</source>
        <translation>O ambiente em {folder} está pronto.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/model_file.py" line="83"/>
        <source>{file} is not a valid SatCLIP model. Copy the file again, or fit the model again.</source>
        <translation>{file} não é um modelo SatCLIP válido. Copie o arquivo novamente, ou ajuste o modelo novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pip.py" line="73"/>
        <source>The folder of wheels {folder} does not exist. Choose another folder.</source>
        <translation>A pasta de wheels {folder} não existe. Escolha outra pasta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pip.py" line="79"/>
        <source>The folder of wheels {folder} contains no wheels (*.whl). Fill it on a computer with internet access, the same system and the same version of Python. The help page says how.</source>
        <translation>A pasta de wheels {folder} não contém wheels (*.whl). Preencha-a em um computador com acesso à internet, o mesmo sistema e a mesma versão do Python. A página de ajuda explica como.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="282"/>
        <source>The backend exited at startup ({said}). Log file: {log}.</source>
        <translation>O backend foi encerrado na inicialização ({said}). Arquivo de log: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="238"/>
        <source>Click a cluster on the map. Typical places of it get the selected class.</source>
        <translation>Clique em um agrupamento no mapa. Os locais típicos dele recebem a classe selecionada.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="98"/>
        <source>From cluster</source>
        <translation>De agrupamento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="100"/>
        <source>Click a cluster on the map: a few typical places of it in the view get the selected class</source>
        <translation>Clique em um agrupamento no mapa: alguns locais típicos dele na vista recebem a classe selecionada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="69"/>
        <source>There is no cluster here. Click a colour of the cluster layer.</source>
        <translation>Não há agrupamento aqui. Clique em uma cor da camada de agrupamentos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="84"/>
        <source>This view has no place of the cluster that the encoder knows. Pan or zoom the map.</source>
        <translation>Esta vista não tem nenhum local do agrupamento que o codificador conheça. Mova o mapa ou mude o zoom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="101"/>
        <source>Add a cluster layer first: choose the style “Clusters”, and click “Add layer”.</source>
        <translation>Adicione primeiro uma camada de agrupamentos: escolha o estilo “Agrupamentos” e clique em “Adicionar camada”.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="159"/>
        <source>Asking for the size of the download…</source>
        <translation>Consultando o tamanho do download…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="171"/>
        <source>&lt;p&gt;&lt;b&gt;{title}&lt;/b&gt;, {size}, from {source}.&lt;/p&gt;&lt;p&gt;Licence: &lt;b&gt;{licence}&lt;/b&gt;. It is on the page &lt;a href=&quot;{page}&quot;&gt;{page}&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Known limits: {limits}&lt;/p&gt;&lt;p&gt;Download it?&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;{title}&lt;/b&gt;, {size}, de {source}.&lt;/p&gt;&lt;p&gt;Licença: &lt;b&gt;{licence}&lt;/b&gt;. Ela está na página &lt;a href=&quot;{page}&quot;&gt;{page}&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Limites conhecidos: {limits}&lt;/p&gt;&lt;p&gt;Baixar?&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="194"/>
        <source>All files</source>
        <translation>Todos os arquivos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="383"/>
        <source>Import an exported encoder, or a published file such as a SatCLIP checkpoint (.ckpt)</source>
        <translation>Importar um codificador exportado ou um arquivo publicado, como um checkpoint do SatCLIP (.ckpt)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="41"/>
        <source>Family</source>
        <translation>Família</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="74"/>
        <source>Citation</source>
        <translation>Citação</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="73"/>
        <source>Known limits</source>
        <translation>Limites conhecidos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="79"/>
        <source>Released by {publisher}. It is not installed yet.</source>
        <translation>Publicado por {publisher}. Ainda não está instalado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/similarity_stretch.py" line="46"/>
        <source>This view is not on Earth. Pan or zoom the map.</source>
        <translation>Esta vista não fica na Terra. Mova o mapa ou mude o zoom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="71"/>
        <source>Stretch to view</source>
        <translation>Esticar à vista</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="72"/>
        <source>Stretch the colours to the similarities in the view (2nd to 98th percentile)</source>
        <translation>Estica as cores às similaridades da vista (percentis 2 a 98)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="66"/>
        <source>Fixed range</source>
        <translation>Faixa fixa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="76"/>
        <source>Use the same range on every map, with 0 in the middle, so that maps are comparable</source>
        <translation>Usa a mesma faixa em todos os mapas, com 0 no meio, para que os mapas sejam comparáveis</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="66"/>
        <source>Stretched to view</source>
        <translation>Esticado à vista</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="283"/>
        <source>Features where the encoder has no embedding: {count}. They are kept without an embedding.</source>
        <translation>Feições onde o codificador não tem embedding: {count}. São mantidas sem embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="128"/>
        <source>Spherical harmonics (SatCLIP)</source>
        <translation>Harmónicas esféricas (SatCLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="129"/>
        <source>Longitude and latitude</source>
        <translation>Longitude e latitude</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="130"/>
        <source>Coordinates on the sphere (x, y, z)</source>
        <translation>Coordenadas na esfera (x, y, z)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="131"/>
        <source>Wrap (sine and cosine)</source>
        <translation>Wrap (seno e cosseno)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="145"/>
        <source>Basis of the encoder</source>
        <translation>Base do codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="147"/>
        <source>SIREN (SatCLIP)</source>
        <translation>SIREN (SatCLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="148"/>
        <source>Residual network (FCNet)</source>
        <translation>Rede residual (FCNet)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="149"/>
        <source>Linear map</source>
        <translation>Aplicação linear</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="151"/>
        <source>Network of the encoder</source>
        <translation>Rede do codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="162"/>
        <source>Contrastive (CSP, with random locations)</source>
        <translation>Contrastiva (CSP, com locais aleatórios)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="29"/>
        <source>For an encoder of location and month: 1 for January to 12 for December, or 0 for the mean over the year. Other encoders have no months.</source>
        <translation>Para um codificador de local e mês: de 1 para janeiro a 12 para dezembro, ou 0 para a média do ano. Outros codificadores não têm meses.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="67"/>
        <source>Month (0: mean over the year)</source>
        <translation>Mês (0: média do ano)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="65"/>
        <source>Date field</source>
        <translation>Campo de data</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="37"/>
        <source>For an encoder of location and month: the embedding is that of the month of the date. Features without a date get the mean over the year.</source>
        <translation>Para um codificador de local e mês: o embedding é o do mês da data. As feições sem data recebem a média do ano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="151"/>
        <source>Choose a month or a date field, not both.</source>
        <translation>Escolha um mês ou um campo de data, não ambos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="171"/>
        <source>The encoder “{encoder}” has no months. Leave out the month and the date field, or choose an encoder of location and month.</source>
        <translation>O codificador “{encoder}” não tem meses. Omita o mês e o campo de data ou escolha um codificador de local e mês.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="260"/>
        <source>Features without a date, which get the mean over the year: {count}</source>
        <translation>Feições sem data, que recebem a média do ano: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="139"/>
        <source>Slepian functions (fine in the training area)</source>
        <translation>Funções de Slepian (finas na área de treinamento)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="141"/>
        <source>Slepian functions resolve the training area finely. The others are for comparisons. The smallest scale of Space2Vec and Sphere2Vec follows from L.</source>
        <translation>As funções de Slepian resolvem a área de treinamento com detalhe. As outras servem para comparações. A menor escala de Space2Vec e Sphere2Vec decorre de L.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="152"/>
        <source>The images are of the twelve months, with the same bands in each and dates such as 2004-06 in their names. The encoder has embeddings for each month, and their mean over the year.</source>
        <translation>As imagens são dos doze meses, com as mesmas bandas em cada um e datas como 2004-06 nos nomes. O codificador tem embeddings para cada mês e a média deles no ano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="156"/>
        <source>Encoder of location and month</source>
        <translation>Codificador de local e mês</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="213"/>
        <source>The server {host} no longer has the job: it was restarted, or another client deleted the job. Run the algorithm again.</source>
        <translation>O servidor {host} não tem mais o trabalho: ele foi reiniciado, ou outro cliente excluiu o trabalho. Execute o algoritmo novamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="306"/>
        <source>The server {host} does not respond. Trying again for {minutes} minutes.</source>
        <translation>O servidor {host} não responde. Serão feitas novas tentativas durante {minutes} minutos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="168"/>
        <source>Random convolutions and band statistics</source>
        <translation>Convoluções aleatórias e estatísticas das bandas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="169"/>
        <source>Random convolutional features (RCF)</source>
        <translation>Características convolucionais aleatórias (RCF)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="255"/>
        <source>The certificate of {host} is not valid now: {reason}. Check the clock of this computer. If it is right, ask the administrator of the server to renew the certificate.</source>
        <translation>O certificado de {host} não é válido neste momento: {reason}. Verifique o relógio deste computador. Se estiver certo, peça ao administrador do servidor que renove o certificado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="266"/>
        <source>Features outside the area in which the encoder was trained: {count}.</source>
        <translation>Feições fora da área em que o codificador foi treinado: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/dates.py" line="47"/>
        <source>The field “{field}” holds “{value}”, which is no date. Dates begin with the year, such as 2004-07-15, or are months from 1 to 12.</source>
        <translation>O campo “{field}” contém “{value}”, que não é uma data. As datas começam com o ano, como 2004-07-15, ou são meses de 1 a 12.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="175"/>
        <source>Date field: {field}</source>
        <translation>Campo de data: {field}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="30"/>
        <source>it is not a file</source>
        <translation>não é um arquivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="51"/>
        <source>Points, lines or polygons in any CRS. The layer must contain the additional predictor fields and the date field of the model.</source>
        <translation>Pontos, linhas ou polígonos em qualquer SRC. A camada deve conter os campos preditores adicionais e o campo de data do modelo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="71"/>
        <source>For a model with a date field: 1 for January to 12 for December, or 0 for the mean over the year.</source>
        <translation>Para um modelo com um campo de data: de 1 (janeiro) a 12 (dezembro), ou 0 para a média do ano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="110"/>
        <source>{target}: prediction in month {month}</source>
        <translation>{target}: predição no mês {month}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="103"/>
        <source>The month of the date is a predictor, also of the models without embeddings. Encoders of location and month have the embedding of that month. Features without a date get the mean over the year.</source>
        <translation>O mês da data é um preditor, também dos modelos sem embeddings. Os codificadores de lugar e mês têm o embedding desse mês. As feições sem data recebem a média do ano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="112"/>
        <source>{target}: prediction, mean over the year</source>
        <translation>{target}: predição, média do ano</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/destinations.py" line="91"/>
        <source>“{output}” ({name}) is a GeoTIFF: its file name must end in .tif, and {file} does not.</source>
        <translation>“{output}” ({name}) é um GeoTIFF: o nome do arquivo deve terminar em .tif, e {file} não termina.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="91"/>
        <source>QGIS can't open a GeoPackage with “{text}” in its path. Choose another name or folder.</source>
        <translation>O QGIS não consegue abrir um GeoPackage com “{text}” no caminho. Escolha outro nome ou outra pasta.</translation>
    </message>
</context>
</TS>
